package dev.fogline.edge.learn;

import dev.fogline.edge.learn.Frontier.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The frontier as a picture: quality over the share of prompts sent to the cloud, with the
/// policies on it and the straight line of sending prompts by chance.
final class FrontierSvg {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 460;
    private static final int LEFT = 64;
    private static final int TOP = 48;
    private static final int PLOT_WIDTH = 460;
    private static final int PLOT_HEIGHT = 340;
    private static final int TICKS = 5;
    private static final int LEGEND_LINE = 18;
    private static final double MARGIN = 0.02;

    private final double low;
    private final double high;

    private FrontierSvg(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /// @param curve by rising share, at least two
    static String of(List<Point> curve, List<Point> policies, String title) {
        var all = new ArrayList<>(curve);
        all.addAll(policies);
        double low = all.stream().mapToDouble(Point::quality).min().orElse(0) - MARGIN;
        double high = all.stream().mapToDouble(Point::quality).max().orElse(1) + MARGIN;
        return new FrontierSvg(low, high).drawn(curve, policies, title);
    }

    private String drawn(List<Point> curve, List<Point> policies, String title) {
        var svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                        WIDTH,
                        HEIGHT));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
                        WIDTH,
                        HEIGHT));
        svg.append(text(LEFT, TOP / 2, "start", "font-size=\"15\"", title));
        axes(svg);
        Point weak = curve.getFirst();
        Point strong = curve.getLast();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>%n",
                        x(weak),
                        y(weak.quality()),
                        x(strong),
                        y(strong.quality())));
        svg.append("<polyline fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"2\" points=\"");
        curve.forEach(
                point ->
                        svg.append(
                                String.format(
                                        Locale.ROOT, "%.1f,%.1f ", x(point), y(point.quality()))));
        svg.append(String.format(Locale.ROOT, "\"/>%n"));
        for (int i = 0; i < policies.size(); i++) {
            policy(svg, i, policies.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#333\"/>%n",
                        LEFT,
                        TOP,
                        PLOT_WIDTH,
                        PLOT_HEIGHT));
        for (int tick = 0; tick <= TICKS; tick++) {
            double share = (double) tick / TICKS;
            double quality = low + share * (high - low);
            svg.append(
                    text(
                            LEFT + share * PLOT_WIDTH,
                            TOP + PLOT_HEIGHT + 18.0,
                            "middle",
                            "",
                            String.format(Locale.ROOT, "%.1f", share)));
            svg.append(
                    text(
                            LEFT - 8.0,
                            y(quality) + 4,
                            "end",
                            "",
                            String.format(Locale.ROOT, "%.2f", quality)));
        }
        svg.append(
                text(
                        LEFT + PLOT_WIDTH / 2.0,
                        TOP + PLOT_HEIGHT + 42.0,
                        "middle",
                        "",
                        "share of prompts answered in the cloud"));
        svg.append(text(LEFT, TOP - 8.0, "start", "", "quality (mean grade)"));
    }

    /// A numbered dot, and its number and name beside the plot.
    private void policy(StringBuilder svg, int index, Point point) {
        String number = Integer.toString(index + 1);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"8\" fill=\"#d1242f\"/>%n",
                        x(point),
                        y(point.quality())));
        svg.append(
                text(
                        x(point),
                        y(point.quality()) + 4,
                        "middle",
                        "fill=\"white\" font-size=\"10\"",
                        number));
        svg.append(
                text(
                        LEFT + PLOT_WIDTH + 20.0,
                        TOP + 12.0 + index * LEGEND_LINE,
                        "start",
                        "",
                        number + "  " + point.name()));
    }

    private static double x(Point point) {
        return LEFT + point.cloudShare() * PLOT_WIDTH;
    }

    private double y(double quality) {
        return TOP + PLOT_HEIGHT * (high - quality) / (high - low);
    }

    private static String text(double x, double y, String anchor, String more, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                more,
                escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
