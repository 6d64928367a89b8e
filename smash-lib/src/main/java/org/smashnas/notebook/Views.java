package org.smashnas.notebook;

import java.util.List;
import java.util.stream.IntStream;
import org.smashnas.Runs;
import org.smashnas.Smash;
import org.smashnas.Trained;
import org.smashnas.arch.Architecture;
import org.smashnas.arch.Neighbour;
import org.smashnas.data.Dataset;
import org.smashnas.data.Examples;
import org.smashnas.encoding.Embedding;
import org.smashnas.encoding.Encoding;
import org.smashnas.plot.ArchitectureDiagram;
import org.smashnas.plot.Charts;
import org.smashnas.plot.EncodingMap;
import org.smashnas.plot.PictureGrid;
import org.smashnas.plot.VoxelView;
import org.smashnas.search.Candidate;
import org.smashnas.search.Fifths;
import org.smashnas.search.Front;
import org.smashnas.search.Importance;
import org.smashnas.search.Playground;
import org.smashnas.search.RaceResult;
import org.smashnas.search.SearchResult;
import org.smashnas.train.History;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a cell shows of each of the library's values. */
final class Views {
  private static final int EXAMPLES = 12;
  private static final int EXAMPLES_A_ROW = 6;
  private static final int EXAMPLE_PIXELS = 96;

  /** Of the architecture in a picture of an encoding. */
  private static final long SEED = 1;

  private Views() {}

  static Figure of(Architecture architecture) {
    return new Figure(architecture.toString())
        .withSvg(ArchitectureDiagram.svg(architecture), ArchitectureDiagram.width(architecture));
  }

  static Figure of(Neighbour neighbour) {
    Architecture architecture = neighbour.architecture();
    return new Figure(neighbour.toString())
        .withSvg(ArchitectureDiagram.svg(architecture), ArchitectureDiagram.width(architecture));
  }

  static Figure of(Playground playground) {
    return of(playground, playground.toString());
  }

  /** A playground's network, its score and its code; what was refused is said elsewhere. */
  static Figure drawn(Playground playground) {
    return of(playground, playground.architecture() + "; score: " + playground.score());
  }

  private static Figure of(Playground playground, String caption) {
    Architecture architecture = playground.architecture();
    return new Figure(caption)
        .withSvg(ArchitectureDiagram.svg(architecture), ArchitectureDiagram.width(architecture))
        .with(EncodingMap.draw(playground.encoding(), architecture));
  }

  static Figure of(SearchResult found) {
    Figure figure = new Figure(found.toString());
    return (found.ranked().isEmpty() ? figure : figure.with(found.plot())).with(found.table());
  }

  static Figure of(Front front) {
    Figure figure = new Figure(front.toString()).with(front.plot()).with(front.table());
    for (Candidate c : front.candidates()) {
      Architecture a = c.architecture();
      figure.withLine(front.about(c));
      figure.withSvg(ArchitectureDiagram.svg(a), ArchitectureDiagram.width(a));
    }
    return figure;
  }

  static Figure of(Importance importance) {
    return new Figure(importance.toString()).with(importance.plot()).with(importance.table());
  }

  static Figure of(Fifths fifths) {
    return new Figure(fifths.toString()).with(fifths.plot()).with(fifths.table());
  }

  static Figure of(RaceResult race) {
    List<RaceResult.Standing> best = race.best();
    Table table =
        Table.create(
            "best",
            StringColumn.create("architecture", best.stream().map(s -> s.architecture().id())),
            DoubleColumn.create("score", best.stream().map(RaceResult.Standing::score).toList()),
            IntColumn.create("examples", best.stream().mapToInt(s -> s.examples()).toArray()));
    return new Figure(race.toString()).with(table);
  }

  static Figure of(History history) {
    Figure figure = withCurve(new Figure(history.toString()), history);
    return history.epochs().isEmpty() ? figure : figure.with(history.table());
  }

  static Figure of(Smash smash) {
    return withCurve(new Figure(smash.toString()), smash.history());
  }

  static Figure of(Runs runs) {
    Figure figure = new Figure(runs.toString());
    return (runs.best().isEmpty() ? figure : figure.with(runs.plot())).with(runs.differences());
  }

  static Figure of(Trained trained) {
    return withCurve(new Figure(trained.toString()), trained.history());
  }

  private static Figure withCurve(Figure figure, History history) {
    return history.epochs().isEmpty() ? figure : figure.with(Charts.history(history));
  }

  static Figure of(Encoding encoding) {
    Architecture example = encoding.space().sample(SEED);
    return new Figure(encoding + "; below, the code of space().sample(" + SEED + ")")
        .with(EncodingMap.draw(encoding, example));
  }

  static Figure of(Embedding embedding) {
    return new Figure(embedding.toString()).with(EncodingMap.draw(embedding));
  }

  static Figure of(Examples examples) {
    return withPictures(new Figure(examples.toString()), examples);
  }

  static Figure of(Dataset data) {
    return withPictures(new Figure(data.toString()), data.train());
  }

  private static Figure withPictures(Figure figure, Examples examples) {
    boolean voxels = examples.shape().size() == 4;
    if (examples.size() == 0 || examples.shape().get(0) > (voxels ? 1 : 3)) {
      return figure;
    }
    int[] those = some(examples);
    int zoom = voxels ? 1 : Math.max(1, EXAMPLE_PIXELS / examples.shape().get(2));
    return figure.with(
        PictureGrid.draw(
            IntStream.of(those)
                .mapToObj(
                    i -> voxels ? VoxelView.draw(examples, i, EXAMPLE_PIXELS) : examples.image(i))
                .toList(),
            IntStream.of(those)
                .mapToObj(i -> examples.classNames().get(examples.label(i)))
                .toList(),
            EXAMPLES_A_ROW,
            zoom));
  }

  /** The first examples of each class, as many of one as of another, in their order. */
  private static int[] some(Examples examples) {
    int each = (EXAMPLES + examples.classes() - 1) / examples.classes();
    int[] taken = new int[examples.classes()];
    IntStream.Builder those = IntStream.builder();
    int count = 0;
    for (int i = 0; i < examples.size() && count < EXAMPLES; i++) {
      if (taken[examples.label(i)]++ < each) {
        those.add(i);
        count++;
      }
    }
    return those.build().toArray();
  }
}
