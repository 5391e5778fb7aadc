package dev.fogline.cost;

import dev.fogline.spi.OperatingCost;

/// What work on a device of one's own costs: electricity and wear.
///
/// ```
/// energyUsd = joules / 3.6e6 * usdPerKwh
/// wearUsd   = deviceSeconds / 3600 * wearUsdPerHour       wearUsdPerHour = price / hours it lasts
/// ```
///
/// Arithmetic; a kilowatt-hour is 3.6e6 J. Valid where the device stands idle otherwise: what it
/// draws and ages while idle is owed anyway. Requests of one batch share both.
final class EdgePrice {

    private EdgePrice() {}

    /// @param joules that the work takes, ≥ 0
    /// @return dollars, ≥ 0
    static double energyUsd(OperatingCost.Device device, double joules) {
        return joules / Energy.JOULES_PER_KILOWATT_HOUR * device.usdPerKwh();
    }

    /// @param deviceSeconds that the work takes of the device, ≥ 0
    /// @return dollars, ≥ 0
    static double wearUsd(OperatingCost.Device device, double deviceSeconds) {
        return deviceSeconds / Money.SECONDS_PER_HOUR * device.wearUsdPerHour();
    }
}
