package dev.surety.contract.document;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reference to a property, in one of the forms of the standard: {@code object.property.part} by
 * names; {@code schema/<id>/properties/<id>} by ids; the same behind {@code file.yaml#} for another
 * document.
 *
 * @param written as it is written
 * @param file the other document; empty for this one
 * @param form whether the steps are names or ids
 * @param steps the names or ids, from the schema object on
 */
public record Reference(Text written, Optional<String> file, Form form, List<String> steps) {
  /** What the steps of a reference are. */
  public enum Form {
    NAMES,
    IDS
  }

  public Reference {
    requireNonNull(written, "written");
    requireNonNull(file, "file");
    requireNonNull(form, "form");
    steps = List.copyOf(steps);
  }

  static Reference of(Text written) {
    String value = written.value();
    int hash = value.indexOf('#');
    Optional<String> file = hash < 0 ? Optional.empty() : Optional.of(value.substring(0, hash));
    String path = value.substring(hash + 1);
    if (path.indexOf('/') < 0) {
      return new Reference(written, file, Form.NAMES, List.of(path.split("\\.", -1)));
    }
    String[] parts = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
    List<String> ids = new ArrayList<>();
    for (int i = 1; i < parts.length; i += 2) {
      ids.add(parts[i]);
    }
    return new Reference(written, file, Form.IDS, ids);
  }
}
