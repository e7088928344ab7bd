package dev.surety.cli.demo;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The demo's topics: emptied before each demo, so that what is counted afterwards is this demo's.
 */
public final class DemoTopics {
  private static final int TIMEOUT_SECONDS = 30;

  private DemoTopics() {}

  /** Deletes the topics that an earlier demo left, and makes the input topic. */
  public static void recreate(String bootstrapServers, Pipeline pipeline, int partitions) {
    List<String> mine =
        List.of(pipeline.source().topic(), pipeline.sink().topic(), pipeline.quarantineTopic());
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(properties)) {
      Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<String> old = mine.stream().filter(present::contains).toList();
      admin.deleteTopics(old).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      awaitGone(admin, old);
      // The generator's clock starts at a fixed instant: with a time limit Kafka would delete its
      // records at once.
      NewTopic input =
          new NewTopic(pipeline.source().topic(), partitions, (short) 1)
              .configs(Map.of("retention.ms", "-1"));
      admin.createTopics(List.of(input)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new OperationException(
          ErrorCode.UNREACHABLE, "the demo's topics cannot be made: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationException(ErrorCode.UNREACHABLE, "interrupted", e);
    }
  }

  private static void awaitGone(Admin admin, List<String> topics)
      throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (System.nanoTime() < deadline) {
      Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (topics.stream().noneMatch(present::contains)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new TimeoutException("topics of an earlier demo are not deleted in time");
  }
}
