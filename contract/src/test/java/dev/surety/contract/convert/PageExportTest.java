package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PageExportTest {
  private static final String EVIL =
      "<script>alert('x')</script> \\\" onload=alert(1) | ![x](javascript:alert(1))";

  private static final ExportSource HOSTILE =
      ProtobufExportTest.sourceOf(
          """
          apiVersion: v3.1.0
          kind: DataContract
          id: hostile
          name: "EVIL"
          version: "EVIL"
          status: "EVIL"
          domain: "EVIL"
          tags: ["EVIL"]
          description: {purpose: "EVIL", usage: "1. EVIL", limitations: "- EVIL"}
          servers:
            - {server: "EVIL", type: kafka, host: "EVIL", format: json, description: "EVIL"}
          schema:
            - name: "EVIL"
              physicalName: hostile
              description: "EVIL"
              logicalType: object
              properties:
                - name: "EVIL"
                  logicalType: string
                  classification: "EVIL"
                  description: "EVIL"
                  businessName: "EVIL"
                  examples: ["EVIL"]
                  logicalTypeOptions: {pattern: "<script>|x"}
              quality:
                - {name: "EVIL", description: "EVIL", type: custom, engine: cel, implementation: "true || '<script>' == 'x'"}
          support:
            - {channel: "EVIL", url: "javascript:alert(1)"}
            - {channel: mail, url: "mailto:a@b.c?x=\\"><script>"}
          team:
            name: "EVIL"
            members:
              - {username: "EVIL", name: "EVIL", role: owner, description: "EVIL"}
          slaProperties:
            - {property: latency, value: 30, unit: "s", description: "EVIL"}
          """
              .replace("EVIL", EVIL));

  @Test
  void aPageRunsNothingThatAContractSays() {
    String page = HtmlExport.write(HOSTILE).text();

    String body = page.substring(page.indexOf("<body>"));
    assertThat(body).doesNotContain("<script").doesNotContain("href=\"javascript:");
    assertThat(body.replaceAll("<[^<>]*>", "")).doesNotContain("<").doesNotContain(">");
    // No value has left its attribute: tags have the attributes of the page only.
    assertThat(body.replaceAll("\"[^\"]*\"", "\"\"")).doesNotContainPattern("<[^>]*(onload|alert)");
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("http://fonts")
        .doesNotContain("src=");
    assertThat(body).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  }

  @Test
  void theDiagramIsWellFormed() throws Exception {
    String page = HtmlExport.write(HOSTILE).text();
    String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));

    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1);
  }

  @Test
  void markdownHasNoTagAndNoLinkThatAContractSays() {
    String page = MarkdownExport.write(HOSTILE).text();

    String prose = page.replaceAll("`[^`\n]*`", "").replaceAll("</?code>", "");
    assertThat(prose)
        .doesNotContainPattern("(?<!\\\\)<script")
        .doesNotContainPattern("(?<!\\\\)!\\[");
    assertThat(page).contains("1\\. \\<script\\>").contains("\\- \\<script\\>");
    String rows = page.lines().filter(line -> line.startsWith("| ")).findFirst().orElseThrow();
    assertThat(rows).isEqualTo("| Server | Type | Address | Format | Description |");
  }

  @Test
  void everyPartOfAContractIsOnThePage() {
    ExportSource source =
        ProtobufExportTest.sourceOf(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: payments
            name: Card payments
            version: 1.2.0
            status: active
            description: {purpose: To know who paid.}
            servers: [{server: production, type: kafka, host: "broker:9092", format: json}]
            schema:
              - name: payment
                physicalName: payments.v1
                logicalType: object
                properties:
                  - {name: id, logicalType: string, required: true, examples: [p-1]}
                  - name: merchant
                    logicalType: object
                    properties:
                      - {name: mid, logicalType: integer, classification: internal, logicalTypeOptions: {minimum: 1}}
                  - name: account
                    logicalType: string
                    relationships: [{to: account.number}]
                quality:
                  - {id: has-id, type: custom, engine: cel, implementation: "record.id != ''", severity: warning}
              - name: account
                physicalName: accounts
                logicalType: object
                properties:
                  - {name: number, logicalType: string, required: true}
            slaProperties: [{property: latency, value: 30, unit: s}]
            support: [{channel: "#payments", url: "https://chat.example.com/payments"}]
            team: {name: payments, members: [{username: ann, role: owner, name: Ann}]}
            """);
    Exported markdown = MarkdownExport.write(source);

    assertThat(markdown.text())
        .contains(
            "# Card payments",
            "- **Owner**: Ann",
            "To know who paid.",
            "| production | kafka | `broker:9092` | json |",
            "- **Topic**: `payments.v1`",
            "| `id` | string | required |  |  | p\\-1 |".replace("\\-", "-"),
            "| &nbsp;&nbsp;`mid` | integer |  | minimum 1 | internal |  |",
            "| `has-id` | `record.id != ''` | warning |",
            "| latency | 30 s |",
            "https://chat.example.com/payments");
    assertThat(markdown.losses()).isEmpty();
    String html = HtmlExport.write(source).text();
    assertThat(html)
        .contains("<a rel=\"noopener noreferrer\" href=\"https://chat.example.com/payments\">")
        .containsOnlyOnce("class=\"link\"")
        .contains("prefers-color-scheme:dark");
  }
}
