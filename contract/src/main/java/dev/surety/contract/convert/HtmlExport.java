package dev.surety.contract.convert;

import dev.surety.contract.convert.PageBlock.Cell;
import dev.surety.contract.convert.PageBlock.Diagram;
import dev.surety.contract.convert.PageBlock.Fact;
import dev.surety.contract.convert.PageBlock.Facts;
import dev.surety.contract.convert.PageBlock.Heading;
import dev.surety.contract.convert.PageBlock.Paragraph;
import dev.surety.contract.convert.PageBlock.Table;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A contract as one page of HTML that needs nothing else: style and diagram are in it, it has no
 * script, and it forbids what it does not need by its content security policy.
 */
public final class HtmlExport {
  private static final Set<String> LINKED = Set.of("http", "https", "mailto");

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--bg:#fff;--fg:#1c2430;--dim:#5b6675;--line:#d9dfe7;--soft:#f4f6f9;--accent:#0b5cad;--mark:#e6eef8;--warn:#8a4b00;--warnbg:#fdf0dd}
      @media(prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e4e9f0;--dim:#9aa7b8;--line:#2c3542;--soft:#1a2029;--accent:#6cb2ff;--mark:#1d2f45;--warn:#ffc98a;--warnbg:#3a2a14}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      main{max-width:1180px;margin:0 auto;padding:2rem 1.5rem 4rem}
      h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 1rem}
      h2{font-size:1.3rem;margin:2.6rem 0 .8rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
      h3{font-size:1.1rem;margin:2.2rem 0 .6rem}
      h4{font-size:.95rem;margin:1.4rem 0 .5rem;color:var(--dim)}
      p{max-width:75ch;margin:.5rem 0;white-space:pre-line}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:.8rem 0}
      dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
      .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;margin:.8rem 0}
      table{border-collapse:collapse;width:100%;font-size:.92rem}
      th{background:var(--soft);color:var(--dim);font-weight:600;text-align:left;white-space:nowrap}
      th,td{padding:.45rem .75rem;vertical-align:top;border-bottom:1px solid var(--line)}
      tr:last-child td{border-bottom:0}
      td{min-width:5rem;max-width:26rem;overflow-wrap:break-word}
      code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
      td:first-child code{white-space:nowrap}
      .mark{display:inline-block;padding:0 .5em;border-radius:1em;background:var(--mark);color:var(--accent);font-size:.88em;white-space:nowrap}
      .mark.warn{background:var(--warnbg);color:var(--warn)}
      a{color:var(--accent)}
      svg{display:block;max-width:100%;height:auto;margin:.8rem 0}
      svg text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--fg)}
      svg .type{fill:var(--dim);font-size:12px}svg .title{font-weight:600;font-size:14px}
      svg .box{fill:var(--bg);stroke:var(--line)}svg .head{fill:var(--mark)}svg .row{stroke:var(--line)}
      svg .need{fill:var(--accent)}svg .link{fill:none;stroke:var(--accent);stroke-width:1.5}svg .tip{fill:var(--accent)}
      @media print{main{max-width:none;padding:0}.scroll{overflow:visible}}
      """;

  private final ExportSource source;
  private final StringBuilder out = new StringBuilder();

  private HtmlExport(ExportSource source) {
    this.source = source;
  }

  /** Writes the whole contract. */
  public static Exported write(ExportSource source) {
    HtmlExport page = new HtmlExport(source);
    String title = escape(ContractPage.title(source));
    page.out
        .append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\"")
        .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(title)
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n<h1>")
        .append(title)
        .append("</h1>\n");
    ContractPage.of(source).forEach(page::block);
    page.out.append("</main>\n</body>\n</html>\n");
    return new Exported(page.out.toString(), ContractPage.losses(source));
  }

  private void block(PageBlock block) {
    if (block instanceof Heading heading) {
      String tag = "h" + heading.level();
      out.append('<').append(tag).append('>').append(escape(heading.text()));
      out.append("</").append(tag).append(">\n");
    } else if (block instanceof Paragraph paragraph) {
      out.append("<p>").append(escape(paragraph.text())).append("</p>\n");
    } else if (block instanceof Facts facts) {
      out.append("<dl>\n");
      for (Fact fact : facts.facts()) {
        out.append("<dt>").append(escape(fact.name())).append("</dt><dd>");
        out.append(cell(fact.value())).append("</dd>\n");
      }
      out.append("</dl>\n");
    } else if (block instanceof Table table) {
      table(table);
    } else if (block instanceof Diagram) {
      out.append(ContractDiagram.svg(source));
    }
  }

  private void table(Table table) {
    out.append("<div class=\"scroll\"><table>\n<thead><tr>");
    table
        .head()
        .forEach(name -> out.append("<th scope=\"col\">").append(escape(name)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : table.rows()) {
      out.append("<tr>");
      row.forEach(cell -> out.append("<td>").append(cell(cell)).append("</td>"));
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static String cell(Cell cell) {
    if (cell.text().isEmpty()) {
      return "";
    }
    String text = escape(cell.text());
    String shown =
        switch (cell.kind()) {
          case TEXT -> text;
          case CODE -> "<code>" + text + "</code>";
          case MARK -> "<span class=\"" + style(cell.text()) + "\">" + text + "</span>";
          case LINK ->
              isLink(cell.text())
                  ? "<a rel=\"noopener noreferrer\" href=\"" + text + "\">" + text + "</a>"
                  : text;
        };
    return "&#160;&#160;&#160;".repeat(cell.depth()) + shown;
  }

  private static String style(String mark) {
    return Set.of("deprecated", "retired", "warning", "quarantine", "confidential", "restricted")
            .contains(mark.toLowerCase(Locale.ROOT))
        ? "mark warn"
        : "mark";
  }

  /** An address of a scheme that runs nothing. */
  private static boolean isLink(String address) {
    int colon = address.indexOf(':');
    return colon > 0 && LINKED.contains(address.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  /** Text that says itself, in elements and in quoted attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
              }
            });
    return escaped.toString();
  }
}
