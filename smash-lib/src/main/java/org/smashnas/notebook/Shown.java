package org.smashnas.notebook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a notebook shows of a value, in words that no particular kernel has: the same value in
 * several forms, of which the front end takes the richest that it can draw.
 *
 * @param text the form for terminals
 * @param forms other forms by their MIME type, for example "text/html"; pictures in base64
 * @param width of a PNG in CSS pixels, 0 for as many as it has
 */
public record Shown(String text, Map<String, String> forms, int width) {
  static final String HTML = "text/html";
  static final String SVG = "image/svg+xml";
  static final String PNG = "image/png";

  public Shown {
    forms = Map.copyOf(forms);
  }

  /** Text alone. */
  static Shown text(String text) {
    return new Shown(text, Map.of(), 0);
  }

  /** With another form beside those that are there. */
  Shown with(String type, String data) {
    Map<String, String> more = new LinkedHashMap<>(forms);
    more.put(type, data);
    return new Shown(text, more, width);
  }

  /** With a PNG that is to be drawn {@code cssWidth} pixels wide, 0 for as many as it has. */
  Shown withPng(String base64, int cssWidth) {
    return new Shown(text, with(PNG, base64).forms, cssWidth);
  }
}
