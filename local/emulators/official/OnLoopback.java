import java.lang.reflect.Field;
import java.util.Arrays;

/**
 * Starts DynamoDB Local on 127.0.0.1 and on nothing else. It has no option for that and would listen on all
 * interfaces, so this sets the address of the connector that it is about to open. Prints the port, and ends when its
 * standard input does.
 *
 * <p>Arguments: the port (0: any), then those of DynamoDB Local.
 */
public class OnLoopback {
  private static final String RUNNER = "software.amazon.dynamodb.services.local.main.ServerRunner";

  public static void main(String[] arguments) throws Exception {
    String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
    Object local =
        Class.forName(RUNNER)
            .getMethod("createServerFromCommandLineArgs", String[].class)
            .invoke(null, (Object) options);
    Object connector = onlyConnectorOf(local);
    set(connector, "setHost", String.class, "127.0.0.1");
    set(connector, "setPort", int.class, Integer.parseInt(arguments[0]));
    call(local, "start");
    System.out.println("listening on port " + call(connector, "getLocalPort"));
    while (System.in.read() != -1) {}
    System.exit(0);
  }

  private static Object onlyConnectorOf(Object local) throws Exception {
    Field server = local.getClass().getDeclaredField("server");
    server.setAccessible(true);
    Object[] connectors = (Object[]) call(server.get(local), "getConnectors");
    if (connectors.length == 1) return connectors[0];
    throw new IllegalStateException(
        "DynamoDB Local would open " + connectors.length + " connectors, and not one on 127.0.0.1");
  }

  private static Object call(Object target, String name) throws Exception {
    return target.getClass().getMethod(name).invoke(target);
  }

  private static void set(Object target, String name, Class<?> type, Object value)
      throws Exception {
    target.getClass().getMethod(name, type).invoke(target, value);
  }
}
