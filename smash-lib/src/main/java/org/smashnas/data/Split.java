package org.smashnas.data;

import java.io.Serializable;

/**
 * A data set with a validation part set aside, all three of one shape and the same classes.
 *
 * @param train what weights are trained on
 * @param validation what architectures are compared on; never trained on
 * @param test what the end result is measured on, once
 */
public record Split(Examples train, Examples validation, Examples test) implements Serializable {
  public Split {
    Dataset.checkAlike(train, validation);
    Dataset.checkAlike(train, test);
  }
}
