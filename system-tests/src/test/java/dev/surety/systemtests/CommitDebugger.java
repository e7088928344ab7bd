package dev.surety.systemtests;

import static java.util.Objects.requireNonNull;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LongValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a run's sink between a checkpoint and its commit, through the debugger's interface of its
 * JVM: an instant that lasts a few milliseconds otherwise. The program runs as it is, nothing in it
 * knows of this.
 */
final class CommitDebugger implements AutoCloseable {
  private static final String COMMITTER =
      "org.apache.flink.streaming.runtime.operators.sink.CommitterOperator";
  private static final Duration BOUND = Duration.ofMinutes(2);

  private final ListeningConnector connector;
  private final Map<String, Connector.Argument> arguments;
  private final String address;
  private @Nullable VirtualMachine machine;

  private CommitDebugger(
      ListeningConnector connector, Map<String, Connector.Argument> arguments, String address) {
    this.connector = connector;
    this.arguments = arguments;
    this.address = address;
  }

  /** A subtask that was told that a checkpoint is complete, and has not committed yet. */
  record Held(long checkpointId, ThreadReference subtask) {
    void letGo() {
      subtask.resume();
    }
  }

  static CommitDebugger listen() throws IOException, IllegalConnectorArgumentsException {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(one -> one.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    requireNonNull(arguments.get("localAddress")).setValue("127.0.0.1");
    requireNonNull(arguments.get("port")).setValue("0");
    requireNonNull(arguments.get("timeout")).setValue(Long.toString(BOUND.toMillis()));
    return new CommitDebugger(connector, arguments, connector.startListening(arguments));
  }

  /** What the JVM to be held is started with. */
  String jvmOption() {
    return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:"
        + address.substring(address.lastIndexOf(':') + 1);
  }

  /** Waits for the JVM and lets it run until its first commit. */
  void attach() throws IOException, IllegalConnectorArgumentsException {
    VirtualMachine accepted = connector.accept(arguments);
    machine = accepted;
    ClassPrepareRequest prepared = accepted.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(COMMITTER);
    prepared.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    prepared.enable();
    accepted.resume();
  }

  /**
   * Waits until a subtask is about to commit a checkpoint; it stays held.
   *
   * @param least lets checkpoints with a lower number be committed
   */
  Held awaitCommit(long least) throws InterruptedException, IncompatibleThreadStateException {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() < deadline) {
      EventSet events = machine().eventQueue().remove(1000);
      if (events == null) {
        continue;
      }
      for (Event event : events) {
        if (event instanceof ClassPrepareEvent prepared) {
          breakAtNotification(prepared.referenceType());
        } else if (event instanceof BreakpointEvent reached) {
          long checkpointId =
              ((LongValue) reached.thread().frame(0).getArgumentValues().get(0)).value();
          if (checkpointId >= least) {
            return new Held(checkpointId, reached.thread());
          }
        }
      }
      events.resume();
    }
    throw new AssertionError("no commit of checkpoint " + least + " or later within " + BOUND);
  }

  private void breakAtNotification(ReferenceType committer) {
    BreakpointRequest reached =
        machine()
            .eventRequestManager()
            .createBreakpointRequest(
                committer.methodsByName("notifyCheckpointComplete", "(J)V").get(0).location());
    reached.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    reached.enable();
  }

  /** Lets everything go for good. */
  void detach() {
    machine().dispose();
  }

  private VirtualMachine machine() {
    return requireNonNull(machine, "attach() comes first");
  }

  @Override
  public void close() throws IOException, IllegalConnectorArgumentsException {
    connector.stopListening(arguments);
  }
}
