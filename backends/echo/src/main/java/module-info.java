/// A sample plugin.
module dev.fogline.backend.echo {
    requires dev.fogline.spi;
}
