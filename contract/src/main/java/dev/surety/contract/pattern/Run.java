package dev.surety.contract.pattern;

/**
 * A part of a pattern that is a sequence of one: so many code points of a set.
 *
 * @param points the set
 * @param least at least so many
 * @param most at most so many; {@link Integer#MAX_VALUE} for any number
 */
public record Run(CodePoints points, int least, int most) {}
