package org.smashnas.arch;

import java.util.List;

/** A space under construction: what lets a wither name one field instead of all. */
final class SpaceDraft {
  String name;
  int dims;
  int bankUnit;
  int maxUnits;
  int depthCompression;
  int maxBanks;
  int bottleneck;
  boolean fixedBottleneck;
  boolean variableBanks;
  boolean unitsNearReads;
  boolean isotropic;
  List<Pattern> patterns;
  List<Integer> kernels;
  int maxDilation;
  int maxExtent;
  List<Integer> groups;
  List<Activation> activations;
  boolean gates;
  boolean preActivation;
  boolean opNorm;
  int inputChannels;
  int resolution;
  int classes;
  List<Integer> blockInputs;
  List<Integer> blockWidths;
  List<Integer> budgets;
  double minBudget;
  int maxOps;
  long maxParameters;

  SpaceDraft() {}

  SpaceDraft(SearchSpace s) {
    name = s.name();
    dims = s.dims();
    bankUnit = s.bankUnit();
    maxUnits = s.maxUnits();
    depthCompression = s.depthCompression();
    maxBanks = s.maxBanks();
    bottleneck = s.bottleneck();
    fixedBottleneck = s.fixedBottleneck();
    variableBanks = s.variableBanks();
    unitsNearReads = s.unitsNearReads();
    isotropic = s.isotropic();
    patterns = s.patterns();
    kernels = s.kernels();
    maxDilation = s.maxDilation();
    maxExtent = s.maxExtent();
    groups = s.groups();
    activations = s.activations();
    gates = s.gates();
    preActivation = s.preActivation();
    opNorm = s.opNorm();
    inputChannels = s.inputChannels();
    resolution = s.resolution();
    classes = s.classes();
    blockInputs = s.blockInputs();
    blockWidths = s.blockWidths();
    budgets = s.budgets();
    minBudget = s.minBudget();
    maxOps = s.maxOps();
    maxParameters = s.maxParameters();
  }

  SearchSpace build() {
    return new SearchSpace(
        name,
        dims,
        bankUnit,
        maxUnits,
        depthCompression,
        maxBanks,
        bottleneck,
        fixedBottleneck,
        variableBanks,
        unitsNearReads,
        isotropic,
        patterns,
        kernels,
        maxDilation,
        maxExtent,
        groups,
        activations,
        gates,
        preActivation,
        opNorm,
        inputChannels,
        resolution,
        classes,
        blockInputs,
        blockWidths,
        budgets,
        minBudget,
        maxOps,
        maxParameters);
  }
}
