package org.smashnas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smashnas.Budget;
import org.smashnas.data.Augmentation;
import org.smashnas.nn.HyperShape;
import org.smashnas.nn.PointwiseSource;
import org.smashnas.nn.Precision;

class ConfigTest {
  private static final SmashConfig SMASH =
      new SmashConfig(
          1,
          2,
          3,
          0.4,
          0.5,
          6,
          7,
          Schedule.STEPS,
          false,
          Augmentation.none(),
          HyperShape.paper(),
          PointwiseSource.SHARED,
          Precision.FLOAT64,
          8,
          9,
          10);
  private static final ResultConfig RESULT =
      new ResultConfig(
          1, 2, 3, 0.4, 5, Schedule.STEPS, Augmentation.none(), true, Precision.FLOAT64);

  /** From one record to the other, a wither at a time. */
  private static Object copied(Record from, Record to, String... skipped) throws Exception {
    Record result = to;
    for (RecordComponent field : from.getClass().getRecordComponents()) {
      String name = field.getName();
      if (!List.of(skipped).contains(name)) {
        String wither = "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Method with = from.getClass().getMethod(wither, field.getType());
        result = (Record) with.invoke(result, field.getAccessor().invoke(from));
      }
    }
    return result;
  }

  @Test
  void everyFieldHasAWitherThatChangesItAlone() throws Exception {
    SmashConfig smash = SmashConfig.paper().withHyper(HyperShape.paper().withNoise(3));
    assertThat(copied(SMASH, smash)).isEqualTo(SMASH);
    assertThat(copied(smash, SMASH)).isEqualTo(smash);
    assertThat(copied(RESULT, ResultConfig.paper())).isEqualTo(RESULT);
    assertThat(copied(ResultConfig.paper(), RESULT)).isEqualTo(ResultConfig.paper());
    Budget quick = Budget.quick();
    Budget blocks = Budget.laptop().withBlocks(quick.blockInputs(), quick.blockWidths());
    assertThat(copied(quick, blocks, "blockInputs", "blockWidths")).isEqualTo(quick);
  }

  @Test
  void whatIsNotGuidedIsCalledAsBefore() {
    String one = SMASH.withGuidance(1).toString();
    assertThat(one)
        .startsWith("SmashConfig[epochs=1, batchSize=2, learningRate=3.0, beta1=0.4, beta2=0.5, ")
        .contains("epsilon=6.0, weightDecay=7.0, schedule=STEPS, growth=false, augmentation=Aug")
        .endsWith(", precision=FLOAT64, stepsPerArchitecture=8, architecturesPerStep=9]");
    assertThat(SMASH.toString()).endsWith(", architecturesPerStep=9, guidance=10]");
  }

  @Test
  void impossibleSettingsAreRefusedByTheWither() {
    assertThatThrownBy(() -> SMASH.withBatchSize(1)).hasMessageContaining("batchSize 1");
    assertThatThrownBy(() -> SMASH.withBeta2(1)).hasMessageContaining("beta2 is 1.0");
    assertThatThrownBy(() -> SMASH.withEpsilon(0)).hasMessageContaining("epsilon is 0.0");
    assertThatThrownBy(() -> SMASH.withGuidance(0)).hasMessageContaining("guidance is 0; give");
    assertThatThrownBy(() -> RESULT.withMomentum(-1)).hasMessageContaining("momentum is -1.0");
    assertThatThrownBy(() -> RESULT.withLearningRate(0)).hasMessageContaining("learningRate is 0");
  }
}
