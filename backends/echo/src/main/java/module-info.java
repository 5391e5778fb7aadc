/// A sample plugin: the smallest backend that keeps the contract.
@org.jspecify.annotations.NullMarked
module dev.fogline.backend.echo {
    requires static org.jspecify;
    requires dev.fogline.spi;

    provides dev.fogline.spi.BackendProvider with
            dev.fogline.backend.echo.EchoProvider;
}
