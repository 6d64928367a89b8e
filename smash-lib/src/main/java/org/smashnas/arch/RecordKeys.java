package org.smashnas.arch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * Whether JSON has what a record has: Gson would take an absent number or flag for 0 or false, and
 * pass over a name that no component has.
 */
final class RecordKeys {
  private RecordKeys() {}

  /**
   * Refuses JSON with a name too much or too few, in the record or in those that it holds.
   *
   * @param what the place, for sentences
   */
  static void check(String what, JsonElement json, Type type) {
    if (type instanceof ParameterizedType list) {
      int i = 0;
      for (JsonElement each : json.getAsJsonArray()) {
        check(what + "[" + i++ + "]", each, list.getActualTypeArguments()[0]);
      }
    } else if (type instanceof Class<?> kind && kind.isRecord()) {
      record(what, json.getAsJsonObject(), kind.getRecordComponents());
    }
  }

  private static void record(String what, JsonObject json, RecordComponent[] components) {
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String name : names) {
      if (!json.has(name)) {
        throw new IllegalArgumentException("%s has no \"%s\"".formatted(what, name));
      }
    }
    for (String key : json.keySet()) {
      if (!names.contains(key)) {
        throw new IllegalArgumentException(
            "%s has \"%s\", and knows only %s".formatted(what, key, names));
      }
    }
    for (RecordComponent component : components) {
      String name = component.getName();
      check(what + "'s " + name, json.get(name), component.getGenericType());
    }
  }
}
