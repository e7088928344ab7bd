/** The demo: the main job on servers of this machine, judged by the oracle. */
@NullMarked
package dev.surety.cli.demo;

import org.jspecify.annotations.NullMarked;
