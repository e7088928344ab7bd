package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import java.math.BigDecimal;
import java.util.Optional;

/** What the data costs. */
public record Price(YamlMapping node) implements DocumentPart {
  public Optional<Text> priceCurrency() {
    return text("priceCurrency");
  }

  public Optional<Text> priceUnit() {
    return text("priceUnit");
  }

  public Optional<BigDecimal> priceAmount() {
    return number("priceAmount");
  }
}
