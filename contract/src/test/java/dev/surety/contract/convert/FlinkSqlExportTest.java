package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.flink.sql.parser.ddl.SqlCreateTable;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.validate.FlinkSqlConformance;
import org.junit.jupiter.api.Test;

class FlinkSqlExportTest {
  private static final int CONTRACTS = Integer.getInteger("surety.contracts", 300);

  /** What Flink's own parser, set up as its planner does it, makes of the statements. */
  private static SqlNodeList parse(String sql) throws SqlParseException {
    SqlParser.Config config =
        SqlParser.config()
            .withParserFactory(FlinkSqlParserImpl.FACTORY)
            .withConformance(FlinkSqlConformance.DEFAULT)
            .withQuoting(Quoting.BACK_TICK)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withIdentifierMaxLength(256);
    return SqlParser.create(new StringReader(sql), config).parseStmtList();
  }

  @Test
  void aTableHasTheTypesTheWatermarkAndTheConnector() throws SqlParseException {
    ExportSource source =
        ProtobufExportTest.sourceOf(
            """
            apiVersion: v3.2.0
            kind: DataContract
            id: payments
            version: 1.0.0
            status: active
            servers:
              - {server: main, type: kafka, host: "broker:9092", format: json}
            schema:
              - name: card`transaction
                physicalName: payments.transactions
                description: What a customer's card paid.
                logicalType: object
                properties:
                  - {name: id, logicalType: string, required: true, description: It's unique.}
                  - {name: small, logicalType: integer, logicalTypeOptions: {format: i8}}
                  - {name: count, logicalType: integer}
                  - {name: ratio, logicalType: number, logicalTypeOptions: {format: f32}}
                  - {name: amount, logicalType: number, required: true, logicalTypeOptions: {multipleOf: 0.01, minimum: 0, maximum: 9999999.99}}
                  - {name: day, logicalType: date}
                  - {name: local, logicalType: timestamp, logicalTypeOptions: {timezone: false}}
                  - {name: at, logicalType: timestamp, required: true, logicalTypeOptions: {timezone: true}}
                  - name: merchant
                    logicalType: object
                    properties:
                      - {name: name, logicalType: string, required: true, description: Its name.}
                      - name: tags
                        logicalType: array
                        items: {logicalType: string, required: true}
                  - name: limits
                    logicalType: map
                    map:
                      key: {logicalType: string}
                      value: {logicalType: boolean}
                customProperties:
                  - {property: surety.event_time, value: at}
            """);
    Exported exported = FlinkSqlExport.write(source, source.objects());

    assertThat(exported.text())
        .isEqualTo(
            """
            CREATE TABLE `card``transaction` (
              `id` STRING NOT NULL COMMENT 'It''s unique.',
              `small` TINYINT,
              `count` BIGINT,
              `ratio` FLOAT,
              `amount` DECIMAL(9, 2) NOT NULL,
              `day` DATE,
              `local` TIMESTAMP(3),
              `at` TIMESTAMP_LTZ(3) NOT NULL,
              `merchant` ROW<`name` STRING NOT NULL 'Its name.', `tags` ARRAY<STRING NOT NULL>>,
              `limits` MAP<STRING NOT NULL, BOOLEAN>,
              WATERMARK FOR `at` AS `at` - INTERVAL '5' SECOND
            ) COMMENT 'What a customer''s card paid.' WITH (
              'connector' = 'kafka',
              'topic' = 'payments.transactions',
              'properties.bootstrap.servers' = 'broker:9092',
              'scan.startup.mode' = 'earliest-offset',
              'format' = 'json',
              'json.timestamp-format.standard' = 'ISO-8601'
            );
            """);
    assertThat(exported.losses()).extracting(Loss::what).containsExactly("minimum", "maximum");
    assertThat(parse(exported.text())).singleElement().isInstanceOf(SqlCreateTable.class);
  }

  @Test
  void flinkParsesWhateverAContractSays() throws SqlParseException {
    for (long seed = 0; seed < CONTRACTS; seed++) {
      ExportSource source = AvroRoundTripTest.source(seed);
      String sql = FlinkSqlExport.write(source, source.objects()).text();
      try {
        assertThat(parse(sql)).as("seed %s", seed).hasSize(1);
      } catch (SqlParseException e) {
        throw new AssertionError("seed " + seed + ": " + sql, e);
      }
    }
  }
}
