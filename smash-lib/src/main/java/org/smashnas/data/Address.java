package org.smashnas.data;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** An address that a user gave, which may hold a password and so is not for showing as it is. */
record Address(String given) {
  /** The address as such, if it is one with a host; a host alone is taken for one of http. */
  Optional<URI> parsed() {
    try {
      return Optional.of(new URI(given.contains("://") ? given : "http://" + given))
          .filter(address -> address.getHost() != null);
    } catch (URISyntaxException e) {
      // Its message has the whole text.
      return Optional.empty();
    }
  }

  /**
   * What may be shown of it: nothing that is before an @ or behind a ?, and of what cannot be
   * parsed, where a password may be anywhere, only what has no colon.
   */
  @Override
  public String toString() {
    int start = given.contains("://") ? given.indexOf("://") + 3 : 0;
    String scheme = given.substring(0, start);
    String rest = given.substring(start);
    if (rest.contains("@")) {
      String place = rest.substring(rest.lastIndexOf('@') + 1);
      return scheme + "...@" + place.replaceFirst("[?#].*", "");
    }
    return scheme
        + (parsed().isPresent() || !rest.contains(":") ? rest.replaceFirst("[?#].*", "") : "...");
  }
}
