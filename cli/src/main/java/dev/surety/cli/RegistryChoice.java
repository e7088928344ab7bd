package dev.surety.cli;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.pipeline.Profile;
import dev.surety.pipeline.RegistryProfile;
import dev.surety.registry.Answer;
import dev.surety.registry.Login;
import dev.surety.registry.RegistrySettings;
import dev.surety.registry.TlsFiles;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which registry a command talks to: the one that was named, the one of the profile that was named
 * or that lies beside the file, else the sandbox's.
 */
final class RegistryChoice {
  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = {
        "The registry's Confluent-compatible API. Default: that of the profile, else the sandbox's.",
        "With --profile too: this address, the profile's login and certificates."
      })
  private @Nullable URI url;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Whose section 'registry' says where the registry is and how to log in. Default:"
              + " surety.yaml beside the file.")
  private @Nullable Path profile;

  /** Whether the command line says which. */
  boolean isNamed() {
    return url != null || profile != null;
  }

  /**
   * The registry; empty when the profile has errors, which are then printed.
   *
   * @param file the file that the command works on; null for none
   */
  Optional<RegistrySettings> choose(@Nullable Path file, PrintWriter err) {
    Path beside = file == null ? Path.of("surety.yaml") : file.resolveSibling("surety.yaml");
    Path read = profile != null ? profile : url == null && Files.exists(beside) ? beside : null;
    if (read == null) {
      return Optional.of(url != null ? settings(url) : ofSandbox(err));
    }
    Optional<Profile> found = ProfileChoice.choose(read, beside, err);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    RegistryProfile section = found.get().registry();
    if (section != null) {
      return Optional.of(settings(section));
    }
    if (url != null) {
      return Optional.of(settings(url));
    }
    if (profile != null) {
      throw new OperationException(
          ErrorCode.NOT_FOUND,
          profile + " names no registry: add a section 'registry' with its url, or use --registry");
    }
    return Optional.of(ofSandbox(err));
  }

  private RegistrySettings settings(RegistryProfile section) {
    RegistrySettings settings = settings(url != null ? url : section.url());
    if (section.username() != null && section.password() != null) {
      settings = settings.withLogin(new Login.Basic(section.username(), section.password()));
    } else if (section.token() != null) {
      settings = settings.withLogin(new Login.Bearer(section.token()));
    }
    boolean tls = section.authorities() != null || section.keystore() != null;
    return tls
        ? settings.withTls(
            new TlsFiles(section.authorities(), section.keystore(), section.keystorePassword()))
        : settings;
  }

  private static RegistrySettings settings(URI url) {
    try {
      return RegistrySettings.of(url);
    } catch (IllegalArgumentException e) {
      throw new OperationException(ErrorCode.NOT_FOUND, String.valueOf(e.getMessage()), e);
    }
  }

  private static RegistrySettings ofSandbox(PrintWriter err) {
    String address =
        Sandbox.open(SandboxOptions.defaultDir())
            .flatMap(Sandbox::registryUrl)
            .orElseThrow(
                () ->
                    new OperationException(
                        ErrorCode.NOT_FOUND,
                        "no registry is named: use --registry URL or --profile FILE, or start one"
                            + " with 'surety sandbox up'"));
    err.println("registry: the sandbox's at " + address);
    return settings(URI.create(address));
  }

  /** What was found; anything else ends the command with a message and an exit code. */
  static <T> T demand(Answer<T> answer, String what) {
    return answer.match(
        found -> found,
        absent -> {
          throw new OperationException(
              ErrorCode.NOT_FOUND, what + " is not in the registry: " + absent.message());
        },
        refused -> {
          ErrorCode code =
              refused.status() == 401
                  ? ErrorCode.AUTHENTICATION_FAILED
                  : refused.status() == 403 ? ErrorCode.NOT_AUTHORIZED : ErrorCode.REFUSED;
          throw new OperationException(
              code, "the registry refuses " + what + ": " + refused.message());
        },
        unavailable -> {
          throw new OperationException(ErrorCode.UNREACHABLE, unavailable.reason());
        });
  }
}
