package dev.fogline.cloud.beacon;

import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/// A few panels over one another with time below, as SVG: as much of a chart as a figure over
/// seconds needs. Chart libraries draw with java.desktop, which the image does not hold.
///
/// @param title above all
/// @param seconds that the time axis ends with, ≥ 1
/// @param steps seconds at which something changed, drawn through all panels
/// @param names of the lines, the same in all panels
/// @param panels from top to bottom
record Chart(
        String title, int seconds, List<Integer> steps, List<String> names, List<Panel> panels) {

    private static final int WIDTH = 860;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 60;
    private static final int HEIGHT = 170;
    private static final int GAP = 46;
    private static final List<String> COLOURS = List.of("#1f6feb", "#d1242f", "#1a7f37");

    Chart {
        steps = List.copyOf(steps);
        names = List.copyOf(names);
        panels = List.copyOf(panels);
    }

    /// One figure over time.
    ///
    /// @param label with its unit
    /// @param lines one entry a line, in each one value a second
    record Panel(String label, List<double[]> lines) {

        private double top() {
            double most =
                    lines.stream()
                            .mapToDouble(line -> Arrays.stream(line).max().orElse(0))
                            .max()
                            .orElse(0);
            return most > 0 ? 1.08 * most : 1;
        }
    }

    String svg() {
        int height = TOP + panels.size() * (HEIGHT + GAP);
        var svg = new Formatter(Locale.ROOT);
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, height);
        svg.format("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
        svg.format("<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>%n", LEFT, text(title));
        for (int i = 0; i < names.size(); i++) {
            svg.format(
                    "<text x=\"%d\" y=\"42\" fill=\"%s\">%s</text>%n",
                    LEFT + i * 260, colour(i), text(names.get(i)));
        }
        for (int i = 0; i < panels.size(); i++) {
            panel(svg, panels.get(i), TOP + i * (HEIGHT + GAP));
        }
        return svg.format("</svg>%n").toString();
    }

    private void panel(Formatter svg, Panel panel, int y) {
        double top = panel.top();
        int right = WIDTH - RIGHT;
        svg.format("<text x=\"%d\" y=\"%d\">%s</text>%n", LEFT, y + 14, text(panel.label()));
        int from = y + 22;
        int to = y + HEIGHT;
        for (int part = 0; part <= 4; part++) {
            double at = to - part / 4.0 * (to - from);
            svg.format(
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                    LEFT, at, right, at);
            svg.format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 6, at + 4, String.format(Locale.ROOT, "%.3g", top * part / 4));
        }
        for (int step : steps) {
            svg.format(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#888\""
                            + " stroke-dasharray=\"4 3\"/><text x=\"%.1f\" y=\"%d\">%d s</text>%n",
                    x(step), from, x(step), to, x(step) + 3, to + 15, step);
        }
        for (int i = 0; i < panel.lines().size(); i++) {
            line(svg, panel.lines().get(i), colour(i), to, (to - from) / top);
        }
    }

    private void line(Formatter svg, double[] values, String colour, int to, double scale) {
        svg.format("<polyline fill=\"none\" stroke=\"%s\" points=\"", colour);
        for (int i = 0; i < values.length; i++) {
            svg.format("%.1f,%.1f ", x(i), to - scale * values[i]);
        }
        svg.format("\"/>%n");
    }

    private double x(int second) {
        return LEFT + (double) second / seconds * (WIDTH - LEFT - RIGHT);
    }

    private static String colour(int line) {
        return COLOURS.get(line % COLOURS.size());
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;");
    }
}
