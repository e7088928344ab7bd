/**
 * The pipeline file and the profile: {@link dev.surety.pipeline.Pipeline}, {@link
 * dev.surety.pipeline.Profile}.
 */
@NullMarked
package dev.surety.pipeline;

import org.jspecify.annotations.NullMarked;
