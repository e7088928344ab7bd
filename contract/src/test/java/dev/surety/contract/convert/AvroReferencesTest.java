package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvroReferencesTest {
  private static final String KIND =
      "{\"type\":\"enum\",\"name\":\"shop.Kind\",\"symbols\":[\"NEW\",\"OLD\"]}";
  private static final String LINE =
      "{\"type\":\"record\",\"name\":\"Line\",\"namespace\":\"shop\",\"fields\":["
          + "{\"name\":\"kind\",\"type\":\"Kind\"}]}";
  private static final String ORDER =
      "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"shop\",\"fields\":["
          + "{\"name\":\"line\",\"type\":\"Line\"},{\"name\":\"kind\",\"type\":\"shop.Kind\"}]}";

  private static Imported read(String text) {
    return AvroImport.read("order.avsc", text, NewContract.named("orders", "1.0.0"));
  }

  @Test
  void typesOfOtherSchemasAreThereInWhateverOrderTheyCome() {
    for (List<String> used : List.of(List.of(KIND, LINE), List.of(LINE, KIND))) {
      Imported imported = read(AvroReferences.inline(ORDER, used));

      assertThat(imported.problems()).isEmpty();
      assertThat(imported.contract()).isNotNull();
      Property root = imported.contract().objects().get(0).root();
      assertThat(root.properties().get(0).properties().get(0).allowed())
          .containsExactly("NEW", "OLD");
      assertThat(root.properties().get(1).allowed()).containsExactly("NEW", "OLD");
    }
  }

  @Test
  void whatIsMissingIsLeftForTheImportToSay() {
    String text = AvroReferences.inline(ORDER, List.of(LINE));

    assertThat(text).isEqualTo(ORDER);
    assertThat(read(text).problems()).isNotEmpty();
  }
}
