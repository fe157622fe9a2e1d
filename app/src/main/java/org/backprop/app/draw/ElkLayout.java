package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.app.draw.Layout.Area;
import org.backprop.app.draw.Layout.Point;
import org.backprop.app.draw.Layout.Route;
import org.backprop.app.draw.Picture.Arrow;
import org.backprop.app.draw.Picture.Box;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Lays a picture out from left to right by the layered method of the Eclipse Layout Kernel. */
final class ElkLayout {
  private static final double LETTER = 8;
  private static final double LINE = 18;

  private ElkLayout() {}

  static Layout of(Picture picture) {
    var graph = graph();
    var nodes = new HashMap<String, ElkNode>();
    for (var box : picture.boxes()) {
      var node = ElkGraphUtil.createNode(graph);
      var text = Math.max(box.label().length(), box.note().length());
      node.setDimensions(Math.max(44, text * LETTER + 20), box.note().isEmpty() ? 36 : 46);
      nodes.put(box.id(), node);
    }
    var edges = new LinkedHashMap<Arrow, ElkEdge>();
    for (var arrow : picture.arrows()) {
      edges.put(arrow, edge(arrow, nodes));
    }
    new LayeredLayoutProvider().layout(graph, new NullElkProgressMonitor());
    var areas = new LinkedHashMap<Box, Area>();
    picture.boxes().forEach(box -> areas.put(box, area(found(nodes, box.id()))));
    var routes = new LinkedHashMap<Arrow, Route>();
    edges.forEach((arrow, edge) -> routes.put(arrow, route(edge)));
    return new Layout(graph.getWidth(), graph.getHeight(), areas, routes);
  }

  private static ElkNode graph() {
    // Tells ELK how to copy its own settings.
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    var graph = ElkGraphUtil.createGraph();
    graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(CoreOptions.SPACING_NODE_NODE, 28.0);
    graph.setProperty(CoreOptions.SPACING_EDGE_LABEL, 4.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 14.0);
    graph.setProperty(CoreOptions.RANDOM_SEED, 1);
    return graph;
  }

  /** A gradient's arrow is laid out against its direction, so that it runs beside the value's. */
  private static ElkEdge edge(Arrow arrow, Map<String, ElkNode> nodes) {
    var from = found(nodes, arrow.backward() ? arrow.to() : arrow.from());
    var to = found(nodes, arrow.backward() ? arrow.from() : arrow.to());
    var edge = ElkGraphUtil.createSimpleEdge(from, to);
    var label = ElkGraphUtil.createLabel(arrow.label(), edge);
    label.setDimensions(arrow.label().length() * LETTER + 8, arrow.label().isEmpty() ? 0 : LINE);
    return edge;
  }

  private static ElkNode found(Map<String, ElkNode> nodes, String id) {
    return Objects.requireNonNull(nodes.get(id), id);
  }

  private static Area area(ElkNode node) {
    return new Area(node.getX(), node.getY(), node.getWidth(), node.getHeight());
  }

  private static Route route(ElkEdge edge) {
    var section = edge.getSections().get(0);
    List<Point> points = new ArrayList<>();
    points.add(new Point(section.getStartX(), section.getStartY()));
    section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
    points.add(new Point(section.getEndX(), section.getEndY()));
    var label = edge.getLabels().get(0);
    return new Route(
        points, new Area(label.getX(), label.getY(), label.getWidth(), label.getHeight()));
  }
}
