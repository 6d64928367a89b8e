package org.smashnas;

import java.util.List;
import org.smashnas.train.ResultConfig;
import org.smashnas.train.SmashConfig;

/** A budget under construction: what lets a wither name one field instead of all. */
final class BudgetDraft {
  String name;
  int maxUnits;
  int maxBanks;
  int maxOps;
  int maxKernel;
  List<Integer> blockInputs;
  List<Integer> blockWidths;
  List<Integer> budgets;
  int resolution;
  int voxelResolution;
  int training;
  int validation;
  int test;
  SmashConfig smash;
  int candidates;
  ResultConfig result;
  int studied;

  BudgetDraft(Budget b) {
    name = b.name();
    maxUnits = b.maxUnits();
    maxBanks = b.maxBanks();
    maxOps = b.maxOps();
    maxKernel = b.maxKernel();
    blockInputs = b.blockInputs();
    blockWidths = b.blockWidths();
    budgets = b.budgets();
    resolution = b.resolution();
    voxelResolution = b.voxelResolution();
    training = b.training();
    validation = b.validation();
    test = b.test();
    smash = b.smash();
    candidates = b.candidates();
    result = b.result();
    studied = b.studied();
  }

  Budget build() {
    return new Budget(
        name,
        maxUnits,
        maxBanks,
        maxOps,
        maxKernel,
        blockInputs,
        blockWidths,
        budgets,
        resolution,
        voxelResolution,
        training,
        validation,
        test,
        smash,
        candidates,
        result,
        studied);
  }
}
