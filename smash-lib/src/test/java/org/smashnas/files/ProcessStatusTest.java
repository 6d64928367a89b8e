package org.smashnas.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessStatusTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void residentMemoryHoldsJavasHeapAndIsNoMoreThanItsPeak() {
    long resident = ProcessStatus.bytes("VmRSS").orElseThrow();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    assertThat(resident).isGreaterThan(used / 2);
    assertThat(ProcessStatus.bytes("VmHWM").orElseThrow()).isGreaterThanOrEqualTo(resident);
  }

  @Test
  void anUnknownEntryIsNothing() {
    assertThat(ProcessStatus.bytes("Vm")).isEmpty();
  }
}
