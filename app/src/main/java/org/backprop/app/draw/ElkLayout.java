package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.app.draw.Layout.Place;
import org.backprop.app.draw.Layout.Point;
import org.backprop.app.draw.Layout.Route;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.core.util.ElkUtil;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Places a picture in layers from left to right, by the Eclipse Layout Kernel. */
final class ElkLayout {
  private static final int STRAIGHT = 20;

  private final Map<String, ElkNode> nodes = new HashMap<>();

  private ElkLayout() {}

  static Layout of(Picture picture) {
    return new ElkLayout().layout(picture);
  }

  private Layout layout(Picture picture) {
    var graph = ElkGraphUtil.createGraph();
    graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(
        LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 24.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 28.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 5.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 16.0);
    graph.setProperty(LayeredOptions.PADDING, new ElkPadding(20));
    for (var box : picture.boxes()) {
      nodes.put(box.id(), node(graph, box));
    }
    var edges = new ArrayList<ElkEdge>();
    var labels = new ArrayList<Optional<ElkLabel>>();
    for (var edge : picture.edges()) {
      edges.add(edge(edge));
      labels.add(label(edge, edges.getLast()));
    }
    LayoutMetaDataService.getInstance(); // it teaches ELK to copy its own defaults
    new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
    var places = picture.boxes().stream().map(box -> place(found(box.id()))).toList();
    var routes = new ArrayList<Route>();
    for (var i = 0; i < edges.size(); i++) {
      routes.add(route(edges.get(i), labels.get(i), picture.edges().get(i)));
    }
    return new Layout(graph.getWidth(), graph.getHeight(), places, routes);
  }

  private ElkNode found(String id) {
    return Objects.requireNonNull(nodes.get(id));
  }

  private static ElkNode node(ElkNode graph, Box box) {
    var node = ElkGraphUtil.createNode(graph);
    node.setWidth(box.width());
    node.setHeight(box.height());
    return node;
  }

  /** A gradient on its way back is laid out as if it went forward, so that layers stay in order. */
  private ElkEdge edge(Edge edge) {
    var back = edge.flow() == Edge.Flow.BACK;
    var elk =
        ElkGraphUtil.createSimpleEdge(
            found(back ? edge.to() : edge.from()), found(back ? edge.from() : edge.to()));
    elk.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, edge.dashed() ? 1 : STRAIGHT);
    return elk;
  }

  private static Optional<ElkLabel> label(Edge edge, ElkEdge elk) {
    if (edge.label().isEmpty()) {
      return Optional.empty();
    }
    var label = ElkGraphUtil.createLabel(edge.label(), elk);
    label.setWidth(Type.EDGE.width(edge.label()) + 4);
    label.setHeight(Type.EDGE.height(edge.label()));
    return Optional.of(label);
  }

  private static Place place(ElkNode node) {
    return new Place(node.getX(), node.getY(), node.getWidth(), node.getHeight());
  }

  private static Route route(ElkEdge edge, Optional<ElkLabel> label, Edge drawn) {
    var section = ElkGraphUtil.firstEdgeSection(edge, false, false);
    var corners =
        ElkUtil.createVectorChain(section).stream().map(it -> new Point(it.x, it.y)).toList();
    return new Route(
        drawn.flow() == Edge.Flow.BACK ? corners.reversed() : corners,
        label
            .map(it -> new Place(it.getX(), it.getY(), it.getWidth(), it.getHeight()))
            .orElse(Place.NONE),
        drawn.label().lines().toList());
  }
}
