// A Neo4j Community server for tests: java -cp "lib/*" Neo4jServer.java FOLDER PORT
// The password of the user "neo4j" comes by NEO4J_TEST_PASSWORD. Says "ready" once it answers; ends, without grace, when
// its standard input closes, and takes its folder with it: so it never outlives whoever started it, however that one ended.
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

public class Neo4jServer {
    public static void main(String[] arguments) {
        try {
            serve(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            Runtime.getRuntime().halt(0);
        } catch (Exception problem) {
            problem.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(Path folder, int port) throws Exception {
        var isNew = !Files.exists(folder.resolve("data"));
        var address = new SocketAddress("127.0.0.1", port);
        var service = new DatabaseManagementServiceBuilder(folder)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, address)
                .setConfig(BoltConnector.advertised_address, address)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseSettings.auth_max_failed_attempts, 0)
                .setConfig(GraphDatabaseSettings.transaction_timeout, Duration.ofMinutes(10))
                .build();
        if (isNew) {
            service.database("system").executeTransactionally(
                    "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
                    Map.of("password", System.getenv("NEO4J_TEST_PASSWORD")));
        }
        System.out.println("ready");
        while (System.in.read() != -1) {
            // Nothing is said to it.
        }
        remove(folder.toFile());
    }

    private static void remove(File file) {
        var inside = file.listFiles();
        if (inside != null) for (var each : inside) remove(each);
        file.delete();
    }
}
