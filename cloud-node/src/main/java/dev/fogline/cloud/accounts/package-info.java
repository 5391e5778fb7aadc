/// What tenants may use and have used, in a database that several nodes may share.
package dev.fogline.cloud.accounts;
