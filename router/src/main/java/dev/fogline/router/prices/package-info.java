/// What models cost: price files of three kinds, and looking a model up in them.
package dev.fogline.router.prices;
