package dev.fogline.dist;

/// Something in the image that has a name, a version and a licence.
///
/// @param group who makes it, such as a Maven group; may be empty
/// @param name as its makers call it
/// @param version as its makers number it
/// @param licence an SPDX identifier or expression
/// @param purl where it came from, as a package URL
record Component(String group, String name, String version, String licence, String purl) {

    /// The name of its jar, if it has one.
    String jar() {
        return name + "-" + version + ".jar";
    }
}
