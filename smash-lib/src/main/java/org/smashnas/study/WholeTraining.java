package org.smashnas.study;

import java.io.Serializable;
import org.smashnas.train.Evaluation;
import org.smashnas.train.History;

/**
 * A normal training that came to its end.
 *
 * @param history its curve, with the errors on the validation examples
 * @param test its errors on the test examples
 */
public record WholeTraining(History history, Evaluation test) implements Serializable {}
