package dev.surety.contract.convert;

import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.document.DocumentProperty;
import dev.surety.contract.document.Reference;
import dev.surety.contract.document.Relationship;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Record types as boxes with their properties, and lines for relationships, in SVG. */
final class ContractDiagram {
  private static final int MAX_ROWS = 30;
  private static final int MAX_DEPTH = 3;
  private static final int WIDTH = 320;
  private static final int GAP = 90;
  private static final int HEAD = 34;
  private static final int ROW = 24;
  private static final int COLUMNS = 3;
  private static final int MARGIN = 30;

  /**
   * A line of a box.
   *
   * @param path of the property in its record type
   */
  private record Row(String path, String name, String type, boolean required, int depth) {}

  private record Box(SchemaObject object, List<Row> rows, int hidden, int x, int y) {
    int height() {
      return HEAD + ROW * (rows.size() + (hidden > 0 ? 1 : 0));
    }
  }

  private final ExportSource source;
  private final Map<String, Box> boxes = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private ContractDiagram(ExportSource source) {
    this.source = source;
  }

  /** The diagram; empty when there is no record type. */
  static String svg(ExportSource source) {
    return source.objects().isEmpty() ? "" : new ContractDiagram(source).draw();
  }

  private String draw() {
    int columns = Math.min(COLUMNS, source.objects().size());
    int[] bottom = new int[columns];
    Arrays.fill(bottom, MARGIN);
    List<Box> placed = new ArrayList<>();
    for (SchemaObject object : source.objects()) {
      int column = shortest(bottom);
      List<Row> rows = new ArrayList<>();
      collect(object.root(), "", 0, rows);
      int hidden = Math.max(0, rows.size() - MAX_ROWS);
      List<Row> shown = List.copyOf(rows.subList(0, rows.size() - hidden));
      Box box = new Box(object, shown, hidden, MARGIN + column * (WIDTH + GAP), bottom[column]);
      bottom[column] += box.height() + GAP / 2;
      placed.add(box);
      boxes.put(object.name(), box);
    }
    int width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP;
    int height = Arrays.stream(bottom).max().orElse(0);
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"Record types\"");
    out.append(
        " width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
            .formatted(width, height, width, height));
    // Boxes hide what passes behind them.
    links();
    placed.forEach(this::box);
    return out.append("</svg>\n").toString();
  }

  private static int shortest(int[] bottom) {
    int best = 0;
    for (int i = 1; i < bottom.length; i++) {
      best = bottom[i] < bottom[best] ? i : best;
    }
    return best;
  }

  private static void collect(Property owner, String path, int depth, List<Row> rows) {
    for (Property property : owner.properties()) {
      String below = path.isEmpty() ? property.name() : path + "." + property.name();
      rows.add(
          new Row(
              below, property.name(), RecordTypePage.type(property), property.required(), depth));
      if (depth + 1 < MAX_DEPTH) {
        collect(property, below, depth + 1, rows);
        Property items = property.items();
        if (items != null) {
          collect(items, below, depth + 1, rows);
        }
      }
    }
  }

  private void box(Box box) {
    out.append(
        "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n"
            .formatted(box.x(), box.y(), WIDTH, box.height()));
    out.append(
        "<path class=\"head\" d=\"M%d %dv-%da8 8 0 0 1 8-8h%da8 8 0 0 1 8 8v%dz\"/>\n"
            .formatted(box.x(), box.y() + HEAD, HEAD - 8, WIDTH - 16, HEAD - 8));
    text(box.x() + 12, box.y() + 22, "title", "start", clip(box.object().name(), 34));
    for (int i = 0; i < box.rows().size(); i++) {
      row(box, box.rows().get(i), box.y() + HEAD + i * ROW);
    }
    if (box.hidden() > 0) {
      int y = box.y() + HEAD + box.rows().size() * ROW;
      text(box.x() + 24, y + 16, "type", "start", "and " + box.hidden() + " more");
    }
  }

  private void row(Box box, Row row, int y) {
    out.append("<path class=\"row\" d=\"M%d %dh%d\"/>\n".formatted(box.x(), y, WIDTH));
    int x = box.x() + 24 + row.depth() * 16;
    if (row.required()) {
      out.append(
          "<circle class=\"need\" cx=\"%d\" cy=\"%d\" r=\"3\"><title>required</title></circle>\n"
              .formatted(x - 11, y + 12));
    }
    int room = 38 - 2 * row.depth();
    String type = clip(row.type(), 18);
    text(x, y + 16, "", "start", clip(row.name(), Math.max(6, room - type.length())));
    text(box.x() + WIDTH - 12, y + 16, "type", "end", type);
  }

  private void text(int x, int y, String style, String anchor, String text) {
    out.append("<text x=\"%d\" y=\"%d\"".formatted(x, y));
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append(" text-anchor=\"").append(anchor).append("\">");
    out.append(HtmlExport.escape(text)).append("</text>\n");
  }

  private static String clip(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }

  /** An end of a line: a box, and how far down. */
  private record End(Box box, int y) {}

  private void links() {
    Set<String> drawn = new LinkedHashSet<>();
    for (SchemaObject object : source.objects()) {
      Optional<DocumentObject> document = Settings.of(source, object);
      if (document.isEmpty()) {
        continue;
      }
      for (Relationship relationship : document.get().relationships()) {
        for (int i = 0; i < relationship.to().size(); i++) {
          List<Reference> from = relationship.from();
          Optional<End> start =
              from.isEmpty() ? Optional.empty() : end(from.get(Math.min(i, from.size() - 1)));
          link(start, end(relationship.to().get(i)), drawn);
        }
      }
      fromProperties(object, document.get().properties(), "", drawn);
    }
  }

  private void fromProperties(
      SchemaObject object, List<DocumentProperty> properties, String path, Set<String> drawn) {
    for (DocumentProperty property : properties) {
      String name = ContractPage.string(property.name());
      String below = path.isEmpty() ? name : path + "." + name;
      for (Relationship relationship : property.relationships()) {
        Optional<End> start = Optional.ofNullable(boxes.get(object.name())).map(b -> at(b, below));
        relationship.to().forEach(to -> link(start, end(to), drawn));
      }
      fromProperties(object, property.properties(), below, drawn);
    }
  }

  /** Where a reference leads; nowhere when that is in another file. */
  private Optional<End> end(Reference reference) {
    if (reference.file().filter(file -> !file.isEmpty()).isPresent()
        || reference.steps().isEmpty()) {
      return Optional.empty();
    }
    List<String> steps = reference.steps();
    for (SchemaObject object : source.objects()) {
      Optional<DocumentObject> document =
          Settings.of(source, object)
              .filter(o -> RecordTypePage.isCalled(o, reference.form(), steps.get(0)));
      if (document.isPresent()) {
        List<String> names = new ArrayList<>();
        List<DocumentProperty> level = document.get().properties();
        for (String step : steps.subList(1, steps.size())) {
          Optional<DocumentProperty> next =
              level.stream()
                  .filter(p -> RecordTypePage.isCalled(p, reference.form(), step))
                  .findFirst();
          names.add(next.map(p -> ContractPage.string(p.name())).orElse(step));
          level = next.map(DocumentProperty::properties).orElse(List.of());
        }
        return Optional.ofNullable(boxes.get(object.name()))
            .map(b -> at(b, String.join(".", names)));
      }
    }
    return Optional.empty();
  }

  private static End at(Box box, String path) {
    for (int i = 0; i < box.rows().size(); i++) {
      if (box.rows().get(i).path().equals(path)) {
        return new End(box, box.y() + HEAD + i * ROW + ROW / 2);
      }
    }
    return new End(box, box.y() + HEAD / 2);
  }

  private void link(Optional<End> start, Optional<End> finish, Set<String> drawn) {
    if (start.isEmpty() || finish.isEmpty()) {
      return;
    }
    End from = start.get();
    End to = finish.get();
    boolean toTheRight = to.box().x() > from.box().x();
    boolean sameColumn = to.box().x() == from.box().x();
    int x1 = from.box().x() + (toTheRight || sameColumn ? WIDTH : 0);
    int x2 = to.box().x() + (toTheRight ? 0 : WIDTH);
    int bend = sameColumn ? 28 : GAP / 2;
    int c1 = x1 + (toTheRight || sameColumn ? bend : -bend);
    int c2 = x2 + (toTheRight ? -bend : bend);
    int tip = toTheRight ? -7 : 7;
    String line =
        "<path class=\"link\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n<path class=\"tip\" d=\"M%d %dl%d -4v8z\"/>\n"
            .formatted(x1, from.y(), c1, from.y(), c2, to.y(), x2 + tip, to.y(), x2, to.y(), tip);
    if (drawn.add(line)) {
      out.append(line);
    }
  }
}
