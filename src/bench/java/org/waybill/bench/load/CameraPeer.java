package org.waybill.bench.load;

import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * Cameras on loopback: JPEG pictures of 1,280 by 720 pixels with noise and something that moves.
 */
public final class CameraPeer implements AutoCloseable {

  private static final int WIDTH = 1_280;
  private static final int HEIGHT = 720;
  private static final int PICTURES = 24;
  private static final int NOISE = 12;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<byte[]> pictures = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  public CameraPeer() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < PICTURES; i++) {
      pictures.add(picture(i, random));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] jpeg = pictures.get(next.getAndIncrement() % PICTURES);
          exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, jpeg.length);
          try (exchange) {
            exchange.getResponseBody().write(jpeg);
          }
        });
    server.start();
  }

  private static byte[] picture(int number, Random random) throws IOException {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.GRAY, WIDTH, HEIGHT, new Color(90, 120, 60)));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    var scene = new Random(3);
    for (int i = 0; i < 60; i++) {
      graphics.setColor(new Color(scene.nextInt(200), scene.nextInt(200), scene.nextInt(200)));
      graphics.fillRect(scene.nextInt(WIDTH), scene.nextInt(HEIGHT), 60, 40);
    }
    graphics.setColor(Color.WHITE);
    graphics.fillRect(number * WIDTH / PICTURES, HEIGHT / 2, 80, 160);
    graphics.dispose();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, noisy(image.getRGB(x, y), random.nextInt(NOISE)));
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  private static int noisy(int rgb, int by) {
    int red = Math.min(255, (rgb >> 16 & 0xFF) + by);
    int green = Math.min(255, (rgb >> 8 & 0xFF) + by);
    int blue = Math.min(255, (rgb & 0xFF) + by);
    return red << 16 | green << 8 | blue;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/snapshot.jpg";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
