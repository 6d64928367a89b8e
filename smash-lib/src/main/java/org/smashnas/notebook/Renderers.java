package org.smashnas.notebook;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.Chart;
import org.smashnas.Runs;
import org.smashnas.Smash;
import org.smashnas.Trained;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;
import org.smashnas.data.Dataset;
import org.smashnas.data.Examples;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.inside.GeneratedWeights;
import org.smashnas.inside.Influence;
import org.smashnas.inside.TrainingWatch;
import org.smashnas.search.Fifths;
import org.smashnas.search.Front;
import org.smashnas.search.Importance;
import org.smashnas.search.Playground;
import org.smashnas.search.RaceResult;
import org.smashnas.search.SearchResult;
import org.smashnas.stop.Stop;
import org.smashnas.study.Correlation;
import org.smashnas.study.Corruptions;
import org.smashnas.study.Halved;
import org.smashnas.study.ProxyPredictions;
import org.smashnas.study.ProxyWalks;
import org.smashnas.study.Ranking;
import org.smashnas.study.Strategies;
import org.smashnas.study.Transfer;
import org.smashnas.study.Truths;
import org.smashnas.study.Variants;
import org.smashnas.train.History;
import tech.tablesaw.api.Table;

/** Which types a notebook shows, and how; each kernel is told of them in its own words. */
public final class Renderers {
  private static final Map<Class<?>, Function<Object, Shown>> ALL = new LinkedHashMap<>();

  static {
    // XChart's charts and Tablesaw's tables, too: their toString says nothing.
    add(Chart.class, ChartImages::show);
    add(BufferedImage.class, ChartImages::show);
    add(Table.class, TableHtml::show);
    figure(Architecture.class, Views::of);
    figure(Neighbour.class, Views::of);
    figure(Encoding.class, Views::of);
    figure(Embedding.class, Views::of);
    figure(Examples.class, Views::of);
    figure(Dataset.class, Views::of);
    figure(History.class, Views::of);
    figure(SearchResult.class, Views::of);
    figure(Front.class, Views::of);
    figure(Importance.class, Views::of);
    figure(Fifths.class, Views::of);
    figure(RaceResult.class, Views::of);
    figure(Playground.class, Views::of);
    figure(Smash.class, Views::of);
    figure(Runs.class, Views::of);
    figure(Trained.class, Views::of);
    figure(Correlation.class, StudyViews::of);
    figure(Strategies.class, StudyViews::of);
    figure(Ranking.class, StudyViews::of);
    figure(Halved.class, StudyViews::of);
    figure(Truths.class, StudyViews::of);
    figure(Corruptions.class, StudyViews::of);
    figure(Transfer.class, StudyViews::of);
    figure(Variants.class, StudyViews::of);
    figure(ProxyWalks.class, StudyViews::of);
    figure(ProxyPredictions.class, StudyViews::of);
    figure(TrainingWatch.class, StudyViews::of);
    figure(GeneratedWeights.class, StudyViews::of);
    figure(Influence.class, StudyViews::of);
  }

  private Renderers() {}

  /** What is shown of a value of each type, those of its subclasses included. */
  public static Map<Class<?>, Function<Object, Shown>> all() {
    return Map.copyOf(ALL);
  }

  private static <T> void figure(Class<T> type, Function<T, Figure> view) {
    add(type, value -> view.apply(value).show());
  }

  private static <T> void add(Class<T> type, Function<T, Shown> view) {
    // A stop that comes while a cell in a loop displays must not be lost.
    ALL.put(type, value -> Stop.undisturbed(() -> view.apply(type.cast(value))));
  }
}
