package dev.surety.contract.convert;

import dev.surety.contract.convert.PageBlock.Cell;
import dev.surety.contract.convert.PageBlock.Fact;
import dev.surety.contract.convert.PageBlock.Facts;
import dev.surety.contract.convert.PageBlock.Heading;
import dev.surety.contract.convert.PageBlock.Kind;
import dev.surety.contract.convert.PageBlock.Paragraph;
import dev.surety.contract.convert.PageBlock.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A contract as a page of Markdown (GitHub's), for people. */
public final class MarkdownExport {
  private static final String SPECIAL = "\\`*_{}[]<>()#+!|~&";

  private final StringBuilder out = new StringBuilder();

  private MarkdownExport() {}

  /** Writes the whole contract. */
  public static Exported write(ExportSource source) {
    MarkdownExport page = new MarkdownExport();
    page.out.append("# ").append(escape(ContractPage.title(source))).append('\n');
    ContractPage.of(source).forEach(page::block);
    return new Exported(page.out.toString(), ContractPage.losses(source));
  }

  private void block(PageBlock block) {
    if (block instanceof Heading heading) {
      out.append('\n')
          .append("#".repeat(heading.level()))
          .append(' ')
          .append(escape(heading.text()))
          .append('\n');
    } else if (block instanceof Paragraph paragraph) {
      out.append('\n').append(lines(paragraph.text())).append('\n');
    } else if (block instanceof Facts facts && !facts.facts().isEmpty()) {
      out.append('\n');
      for (Fact fact : facts.facts()) {
        out.append("- **").append(escape(fact.name())).append("**: ");
        out.append(cell(fact.value())).append('\n');
      }
    } else if (block instanceof Table table) {
      table(table);
    }
  }

  private void table(Table table) {
    out.append("\n| ").append(String.join(" | ", table.head())).append(" |\n|");
    out.append(" --- |".repeat(table.head().size())).append('\n');
    for (List<Cell> row : table.rows()) {
      out.append(
          row.stream().map(MarkdownExport::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
    }
  }

  private static String cell(Cell cell) {
    String text = cell.text().strip().replaceAll("\\s*\\R\\s*", " ");
    if (text.isEmpty()) {
      return "";
    }
    String indent = "&nbsp;&nbsp;".repeat(cell.depth());
    return indent + (cell.kind() == Kind.CODE ? code(text) : escape(text));
  }

  /** Code in as many back quotes as it needs; a bar would end the cell even there. */
  private static String code(String text) {
    if (text.contains("|")) {
      return "<code>" + entities(text) + "</code>";
    }
    String fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    boolean isPadded = text.startsWith("`") || text.endsWith("`");
    return fence + (isPadded ? " " + text + " " : text) + fence;
  }

  /** Inside of a tag Markdown still reads what stands there; it takes no entity for a sign. */
  private static String entities(String text) {
    StringBuilder entities = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || c == ' ') {
                entities.appendCodePoint(c);
              } else {
                entities.append("&#").append(c).append(';');
              }
            });
    return entities.toString();
  }

  private static String lines(String text) {
    return text.lines()
        .map(String::strip)
        .map(MarkdownExport::line)
        .collect(Collectors.joining("\n"));
  }

  /** A line that begins like a list or a quote is none. */
  private static String line(String line) {
    String escaped = escape(line);
    if (escaped.startsWith("-") || escaped.startsWith("=")) {
      return "\\" + escaped;
    }
    return escaped.replaceFirst("^([0-9]{1,9})\\.", "$1\\\\.");
  }

  /** Text that says itself in Markdown; no tag of HTML is left. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(c < ' ' && c != '\n' ? ' ' : c);
            });
    return escaped.toString();
  }
}
