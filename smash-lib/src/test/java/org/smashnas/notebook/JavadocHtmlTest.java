package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavadocHtmlTest {
  @Test
  void signatureIsEscaped() {
    assertThat(JavadocHtml.of("List<T> f()", null))
        .isEqualTo("<b><code>List&lt;T&gt; f()</code></b>");
  }

  @Test
  void codeIsShownAsItStands() {
    assertThat(JavadocHtml.of("f", "For example {@code s -> g(s) < 1 && {a}}."))
        .endsWith("<div>For example <code>s -&gt; g(s) &lt; 1 &amp;&amp; {a}</code>.</div>");
  }

  @Test
  void linkShowsItsLabelOrItsTarget() {
    assertThat(JavadocHtml.of("f", "{@link Budget#fit} {@link #resume} {@link A#b(C, D) the rest}"))
        .contains("<code>Budget.fit</code> <code>resume</code> <code>the rest</code>");
  }

  @Test
  void eachBlockTagBeginsALine() {
    assertThat(JavadocHtml.of("f", "Draws.\n @param seed of it\n @return one\n"))
        .endsWith("<div>Draws.\n<br>seed of it\n<br><i>return</i> one</div>");
  }
}
