package org.smashnas.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The common look of all charts and drawings: white background, light grid, and the colours of
 * Okabe and Ito, which stay apart for the colour-blind.
 */
public final class Theme {
  /** Width of a chart in pixels. */
  public static final int WIDTH = 700;

  /** Height of a chart in pixels. */
  public static final int HEIGHT = 420;

  static final Color INK = new Color(0x22272E);
  static final Color MUTED = new Color(0x5F6873);
  static final Color LINE = new Color(0xB8BEC6);
  static final Color GRID = new Color(0xE4E7EB);
  static final Color SHADE = new Color(0xF6F7F9);
  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILION = new Color(0xD55E00);

  private static final Color[] PALETTE = {
    BLUE,
    VERMILION,
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x4D4D4D)
  };

  private Theme() {}

  /** The colours of series, in the order of their use. */
  public static List<Color> palette() {
    return List.of(PALETTE);
  }

  /**
   * An empty chart in the common look, {@value #WIDTH} by {@value #HEIGHT} pixels, legend below.
   *
   * @param title the chart's title; blank for none
   */
  public static XYChart chart(String title, String xTitle, String yTitle) {
    // XChart first measures text while it paints, where a machine without fonts fails obscurely.
    Fonts.width("0", Fonts.of(Font.PLAIN, 12));
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    style(chart.getStyler(), !title.isBlank());
    return chart;
  }

  /** The same with short numbers on both axes. */
  static XYChart numbered(String title, String xTitle, String yTitle) {
    XYChart chart = chart(title, xTitle, yTitle);
    chart.setCustomXAxisTickLabelsFormatter(AxisNumbers::tick);
    chart.setCustomYAxisTickLabelsFormatter(AxisNumbers::tick);
    return chart;
  }

  /** An empty chart of bars in the common look, without a legend. */
  static CategoryChart categories(String title, String yTitle) {
    Fonts.width("0", Fonts.of(Font.PLAIN, 12));
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    chart.setTitle(title);
    chart.setYAxisTitle(yTitle);
    CategoryStyler styler = chart.getStyler();
    style(styler, !title.isBlank());
    styler.setLegendVisible(false);
    styler.setAvailableSpaceFill(.6);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setErrorBarsColor(INK);
    return chart;
  }

  private static void style(AxesChartStyler styler, boolean titled) {
    styler.setChartTitleVisible(titled);
    styler.setChartTitleFont(Fonts.of(Font.BOLD, 15));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(8);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartPadding(12);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotContentSize(.95);
    styler.setPlotMargin(0);
    styler.setAxisTitleFont(Fonts.of(Font.PLAIN, 13));
    styler.setAxisTickLabelsFont(Fonts.of(Font.PLAIN, 12));
    styler.setAxisTickLabelsColor(MUTED);
    styler.setAxisTickMarksColor(LINE);
    styler.setAxisTicksLineVisible(true);
    styler.setAxisTickMarkLength(4);
    styler.setXAxisTickMarkSpacingHint(80);
    styler.setYAxisTickMarkSpacingHint(50);
    styler.setLegendFont(Fonts.of(Font.PLAIN, 12));
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendBackgroundColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setSeriesColors(PALETTE.clone());
    styler.setSeriesLines(new BasicStroke[] {new BasicStroke(2f)});
    styler.setAnnotationTextFont(Fonts.of(Font.PLAIN, 13));
    styler.setAnnotationTextFontColor(MUTED);
    styler.setMarkerSize(6);
    styler.setAntiAlias(true);
  }

  /** White paper of so many pixels, on which is drawn smoothly. */
  static BufferedImage picture(double width, double height, Consumer<Graphics2D> drawing) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(width), (int) Math.ceil(height), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.accept(g);
    g.dispose();
    return image;
  }

  /** One colour with a share of another, 0 to 1. */
  static Color mix(Color a, Color b, double shareOfB) {
    return new Color(
        mix(a.getRed(), b.getRed(), shareOfB),
        mix(a.getGreen(), b.getGreen(), shareOfB),
        mix(a.getBlue(), b.getBlue(), shareOfB));
  }

  private static int mix(int a, int b, double shareOfB) {
    return (int) Math.round(a + (b - a) * shareOfB);
  }
}
