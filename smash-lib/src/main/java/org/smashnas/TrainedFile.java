package org.smashnas;

import java.nio.file.Path;
import java.util.List;
import org.smashnas.data.Normalization;
import org.smashnas.export.Export;
import org.smashnas.files.Checksums;
import org.smashnas.nn.ResultNet;
import org.smashnas.train.Confusion;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;
import org.smashnas.train.Outcomes;

/**
 * What is known of a network that was trained normally, as {@code trained.json} has it beside the
 * export's files.
 *
 * @param format {@link #FORMAT}
 * @param outcomes of the test examples, as {@link Outcomes#text} has them
 */
record TrainedFile(
    String format,
    Normalization normalization,
    History history,
    Test test,
    List<int[]> confusion,
    String outcomes,
    List<String> classNames) {
  static final String FORMAT = "smash-trained/1";

  /** As {@link Evaluation} has them. */
  record Test(double error, double loss, int examples, double top5Error, int noted) {}

  static void write(Trained trained, Path folder) {
    Evaluation test = trained.test();
    TrainedFile file =
        new TrainedFile(
            FORMAT,
            trained.normalization(),
            trained.history(),
            new Test(
                test.error(),
                test.loss(),
                test.examples(),
                test.top5Error(),
                test.outcomes().examples()),
            List.of(test.confusion().counts()),
            test.outcomes().text(),
            trained.classNames());
    JsonRecords.write(file, folder.resolve(Export.TRAINED));
  }

  static Trained read(Path folder) {
    Path json = Checksums.read(folder).checked(Export.TRAINED);
    TrainedFile file = JsonRecords.read(json, FORMAT, TrainedFile.class);
    Test t = file.test;
    Evaluation test =
        new Evaluation(
            t.error(),
            t.loss(),
            t.examples(),
            t.top5Error(),
            Confusion.of(file.confusion.toArray(int[][]::new)),
            Outcomes.parse(file.outcomes, t.noted()));
    ResultNet net = Export.read(folder);
    return new Trained(net, file.normalization, file.history, test, file.classNames);
  }
}
