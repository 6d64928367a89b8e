package org.smashnas.notebook;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc as it stands in a source, made readable for the box that Shift-Tab opens. */
public final class JavadocHtml {
  private static final Pattern INLINE =
      Pattern.compile("\\{@(code|literal|link|linkplain|value)\\s+((?:[^{}]|\\{[^{}]*\\})*)\\}");
  private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(\\w+)\\s+");

  private JavadocHtml() {}

  /**
   * The signature in bold, then the comment with its tags resolved.
   *
   * @param signature of what is documented, for example {@code Architecture SearchSpace.sample(long
   *     seed)}
   * @param javadoc the comment's text without its stars, null for none
   */
  public static String of(String signature, String javadoc) {
    String head = "<b><code>" + TableHtml.escape(signature) + "</code></b>";
    return javadoc == null ? head : head + "<div>" + body(javadoc) + "</div>";
  }

  private static String body(String javadoc) {
    String text = INLINE.matcher(javadoc.strip()).replaceAll(JavadocHtml::inline);
    Matcher blocks = BLOCK.matcher(text);
    return blocks.replaceAll(
        tag -> tag.group(1).equals("param") ? "<br>" : "<br><i>" + tag.group(1) + "</i> ");
  }

  private static String inline(MatchResult tag) {
    String content = tag.group(2).strip();
    if (tag.group(1).startsWith("link")) {
      // {@link Budget#fit(Type) label} shows its label, or Budget.fit(Type).
      int end = content.indexOf(')') < 0 ? content.indexOf(' ') : content.indexOf(')') + 1;
      String label = end < 0 ? "" : content.substring(end).strip();
      String target = (end < 0 ? content : content.substring(0, end)).replace('#', '.');
      content = label.isEmpty() ? target.replaceFirst("^\\.", "") : label;
    }
    return Matcher.quoteReplacement("<code>" + TableHtml.escape(content) + "</code>");
  }
}
