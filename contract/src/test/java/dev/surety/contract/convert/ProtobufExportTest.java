package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProtobufExportTest {
  static ExportSource source(String properties) {
    return sourceOf(
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: shop.web-orders
        version: 1.0.0
        status: active
        description: {purpose: Testing.}
        servers:
          - {server: main, type: kafka, host: "localhost:9092", format: json}
        schema:
          - name: web-order
            physicalName: orders
            description: What was bought.
            logicalType: object
            properties:
        %s
        """
            .formatted(properties.indent(6).stripTrailing()));
  }

  static ExportSource sourceOf(String text) {
    ExportSource.Result read = ExportSource.read("order.odcs.yaml", text);
    return Objects.requireNonNull(read.source(), () -> read.problems() + text);
  }

  @Test
  void numbersFollowThePlacesInTheContract() {
    ExportSource source =
        source(
            """
            - {name: id, logicalType: string, required: true, description: Its number.}
            - {name: note, logicalType: string}
            - {name: state, logicalType: string, required: true, enum: [{value: NEW}, {value: PAID}]}
            - name: lines
              logicalType: array
              required: true
              items:
                logicalType: object
                required: true
                properties:
                  - {name: sku, logicalType: string, required: true}
                  - {name: count, logicalType: integer, required: true, logicalTypeOptions: {format: i32}}
            - {name: at, logicalType: timestamp, logicalTypeOptions: {timezone: true}}
            - {name: hash, logicalType: integer, required: true, physicalType: sfixed64}
            """);

    assertThat(ProtobufExport.write(source, source.objects()).text())
        .isEqualTo(
            """
            syntax = "proto3";

            package shop.web_orders;

            import "google/protobuf/timestamp.proto";

            // What was bought.
            message WebOrder {
              enum StateKind {
                STATE_UNSPECIFIED = 0;
                NEW = 1;
                PAID = 2;
              }
              message Lines {
                string sku = 1;
                int32 count = 2;
              }
              // Its number.
              string id = 1;
              optional string note = 2;
              StateKind state = 3;
              repeated Lines lines = 4;
              optional google.protobuf.Timestamp at = 5;
              sfixed64 hash = 6;
            }
            """);
  }
}
