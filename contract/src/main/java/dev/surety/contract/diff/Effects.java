package dev.surety.contract.diff;

import java.util.EnumMap;
import java.util.Map;

/** From what was proved to who breaks. */
final class Effects {
  static final Map<Party, Effect> NOBODY = of(Answer.YES, Answer.YES);

  private Effects() {}

  /**
   * The effects on data.
   *
   * @param forward whether the new version accepts what the old one accepts
   * @param backward whether the old version accepts what the new one accepts
   */
  static Map<Party, Effect> of(Answer forward, Answer backward) {
    EnumMap<Party, Effect> effects = new EnumMap<>(Party.class);
    effects.put(Party.STORED_DATA, forward.effect());
    effects.put(Party.PRODUCERS, forward.effect());
    effects.put(Party.CONSUMERS, backward.effect());
    return effects;
  }

  /** These break. */
  static Map<Party, Effect> breaks(Party... parties) {
    return all(Effect.BREAKS, parties);
  }

  static Map<Party, Effect> unknown(Party... parties) {
    return all(Effect.UNKNOWN, parties);
  }

  private static Map<Party, Effect> all(Effect effect, Party... parties) {
    EnumMap<Party, Effect> effects = new EnumMap<>(NOBODY);
    for (Party party : parties) {
      effects.put(party, effect);
    }
    return effects;
  }
}
