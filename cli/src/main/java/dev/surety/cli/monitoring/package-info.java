/**
 * Prometheus and Alertmanager on this machine ({@link dev.surety.cli.monitoring.MonitoringStack}),
 * and the files for those of the user ({@link dev.surety.cli.monitoring.MonitoringFiles}).
 */
@NullMarked
package dev.surety.cli.monitoring;

import org.jspecify.annotations.NullMarked;
