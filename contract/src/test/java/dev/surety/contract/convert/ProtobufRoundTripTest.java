package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.convert.Facts.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtobufRoundTripTest {
  private static final int CONTRACTS = Integer.getInteger("surety.contracts", 300);

  @Test
  void aContractThatGoesToProtobufAndBackDiffersOnlyWhereALossSaysSo() {
    for (long seed = 0; seed < CONTRACTS; seed++) {
      ExportSource source = AvroRoundTripTest.source(seed);
      Exported exported = ProtobufExport.write(source, source.objects());
      Imported back =
          ProtobufImport.read("back.proto", exported.text(), NewContract.named("order", "1.0.0"));
      assertThat(back.problems()).as("seed %s: %s", seed, exported.text()).isEmpty();
      List<Difference> silent =
          Facts.differences(source.objects().get(0).root(), Facts.root(back)).stream()
              .filter(difference -> !isExplained(difference, exported.losses()))
              .toList();
      assertThat(silent).as("seed %s: %s", seed, exported.text()).isEmpty();
    }
  }

  private static boolean isExplained(Difference difference, List<Loss> losses) {
    return losses.stream()
        .anyMatch(
            loss ->
                loss.at().equals(difference.at()) && loss.what().startsWith(difference.what())
                    || loss.at().equals(difference.property())
                        && loss.what().startsWith("logicalType"));
  }
}
