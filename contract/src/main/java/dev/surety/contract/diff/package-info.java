/**
 * What changes between two versions of a contract, and who breaks. Entry: {@link
 * dev.surety.contract.diff.ContractDiff}.
 *
 * <p><b>Who.</b> <em>Stored data</em> and <em>producers</em> break when a record that the old
 * version accepts is rejected by the new one; <em>consumers</em> break when a record that the new
 * version accepts is rejected by the old one. What is agreed beside the data (the topic, service
 * levels, keys) breaks the party that relied on it.
 *
 * <p><b>Which records.</b> A member that an open object does not list is tolerated, and nobody is
 * promised anything of it. So the records that are compared have, beside what their own version
 * lists, only members that neither version lists: an optional property that is added breaks nobody,
 * although a record may have had a member of that name by accident.
 *
 * <p><b>How sure.</b> "Nobody breaks" is proved, constraint by constraint. "Breaks" is said when
 * the constraints themselves yield a value that the other version rejects. Everything else cannot
 * be told here; validation then looks for a record that shows it.
 */
@NullMarked
package dev.surety.contract.diff;

import org.jspecify.annotations.NullMarked;
