/// Who the tenants of a node are, how they are known by their keys, and what each may take.
package dev.fogline.router.tenants;
