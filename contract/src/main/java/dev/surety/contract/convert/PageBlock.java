package dev.surety.contract.convert;

import java.util.List;

/** A part of a page about a contract, whatever the page is written in. */
sealed interface PageBlock {
  /** A heading; level 2 and more, as the page has one title. */
  record Heading(int level, String text) implements PageBlock {}

  record Paragraph(String text) implements PageBlock {}

  /** Names and what they are, where there is no need for a table. */
  record Facts(List<Fact> facts) implements PageBlock {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  record Fact(String name, Cell value) {}

  record Table(List<String> head, List<List<Cell>> rows) implements PageBlock {
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }
  }

  /** The record types and how they hang together. */
  record Diagram() implements PageBlock {}

  /** What a cell is. */
  enum Kind {
    TEXT,
    /** A name or an expression. */
    CODE,
    /** A word that stands out. */
    MARK,
    /** An address. */
    LINK
  }

  /**
   * A piece of text of a kind.
   *
   * @param depth how far it stands to the right
   */
  record Cell(String text, Kind kind, int depth) {
    static final Cell NONE = text("");

    static Cell text(String text) {
      return new Cell(text, Kind.TEXT, 0);
    }

    static Cell code(String text) {
      return new Cell(text, Kind.CODE, 0);
    }

    static Cell mark(String text) {
      return new Cell(text, Kind.MARK, 0);
    }

    static Cell link(String text) {
      return new Cell(text, Kind.LINK, 0);
    }
  }
}
