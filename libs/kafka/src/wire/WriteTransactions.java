import java.util.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What libs/kafka/src/wire/java-transactions.ts holds: one aborted and one committed transaction, then one record without. */
public class WriteTransactions {
  public static void main(String[] args) {
    String brokers = args[0], topic = args[1], codec = args[2];
    Properties config = new Properties();
    config.put("bootstrap.servers", brokers);
    config.put("compression.type", codec);
    config.put("linger.ms", "100");
    try (var producer = new KafkaProducer<>(with(config, topic), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < 10; i++) send(producer, topic, i, new byte[4], "aborted " + i); // the key of an abort marker
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      for (int i = 0; i < 10; i++) send(producer, topic, i, null, codec + " committed " + i);
      producer.commitTransaction();
    }
    try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      send(producer, topic, 0, "last".getBytes(), "without a transaction");
    }
  }

  private static Properties with(Properties config, String id) {
    Properties transactional = new Properties();
    transactional.putAll(config);
    transactional.put("transactional.id", id);
    return transactional;
  }

  private static void send(Producer<byte[], byte[]> producer, String topic, int i, byte[] key, String value) {
    var headers = List.<org.apache.kafka.common.header.Header>of(new RecordHeader("n", new byte[] {(byte) i}));
    producer.send(new ProducerRecord<>(topic, 0, 1_700_000_000_000L + i, key, (value + " x".repeat(40)).getBytes(), headers));
  }
}
