package dev.jensen.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.models.Data;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    private static final String HOMES = """
            # homes
            county,floor,radon
            "DODGE, MN",0, 1.5
            AITKIN,1,-2e-1

            "DODGE, MN",1,3
            """;

    private static final String WAY_OUT = ": correct it, or, where it is missing, leave the row out or impute it first";

    private static Table table(String text) {
        return Table.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "homes.csv");
    }

    private static void assertRefused(String message, Executable reading) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, reading).getMessage());
    }

    @Test
    void readsColumnsByName() {
        Table table = table(HOMES);
        assertEquals(3, table.rows());
        assertEquals(List.of("county", "floor", "radon"), table.columns());
        assertArrayEquals(new double[] {1.5, -0.2, 3}, table.doubles("radon"));
        assertArrayEquals(new int[] {0, 1, 1}, table.ints("floor"));
        assertEquals(List.of("DODGE, MN", "AITKIN", "DODGE, MN"), table.strings("county"));
    }

    @Test
    void levelsAreNumberedAsTheyAppear() {
        Levels counties = table(HOMES).levels("county");
        assertEquals(List.of("DODGE, MN", "AITKIN"), counties.labels());
        assertArrayEquals(new int[] {0, 1, 0}, counties.index());
        assertArrayEquals(new double[] {7, 8}, counties.valueOfEach("uranium", new double[] {7, 8, 7}));
        assertArrayEquals(new int[] {1, 0}, counties.valueOfEach("state", new int[] {1, 0, 1}));
        assertRefused(
                "\"uranium\" of DODGE, MN is 7.0 in row 0 but 9.0 in row 2: a level's value must be the same in all its rows",
                () -> counties.valueOfEach("uranium", new double[] {7, 8, 9}));
    }

    @Test
    void rowsOfOneKindKeepTheirLines() {
        Table basements = table(HOMES.replace("1.5", "x")).where("floor", "0"::equals);
        assertEquals(1, basements.rows());
        assertEquals(List.of("DODGE, MN"), basements.strings("county"));
        assertRefused(
                "homes.csv, line 3, column \"radon\" holds \"x\", not a finite decimal number" + WAY_OUT,
                () -> basements.doubles("radon"));
        assertRefused(
                "homes.csv has no row whose \"floor\" is wanted; it holds 0",
                () -> basements.where("floor", "1"::equals));
    }

    @Test
    void readsFilesAndSkipsTheByteOrderMark(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("homes.csv");
        Files.writeString(file, "\uFEFF" + HOMES.lines().skip(1).reduce("", (a, b) -> a + b + "\r\n"));
        assertEquals(List.of("county", "floor", "radon"), Table.read(file).columns());
        assertEquals(3, Table.read(file).rows());
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path directory) {
        Path file = directory.resolve("nothing.csv");
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> Table.read(file));
        assertEquals("there is no file " + file.toAbsolutePath(), e.getMessage());
        assertRefused(
                "there is no resource \"nothing.csv\" beside dev.jensen.models.io.TableTest",
                () -> Table.resource(TableTest.class, "nothing.csv"));
    }

    @Test
    void aMissingColumnIsNamedWithTheNearestOne() {
        assertRefused(
                "no column \"county_\"; did you mean \"county\"? There are: county, floor, radon",
                () -> table(HOMES).strings("county_"));
    }

    @Test
    void whatIsNotANumberIsNamedWithLineColumnAndText() {
        Table table = table("county,radon\nA,1\nB,NA\nC,\nD,3d\n");
        assertRefused(
                "homes.csv, line 3, column \"radon\" holds \"NA\", not a finite decimal number" + WAY_OUT,
                () -> table.doubles("radon"));
        assertRefused(
                "homes.csv, line 2, column \"x\" holds nothing, not a finite decimal number" + WAY_OUT,
                () -> table("x,y\n,2\n").doubles("x"));
        assertRefused(
                "homes.csv, line 2, column \"x\" holds \"3d\", not a finite decimal number" + WAY_OUT,
                () -> table("x,y\n3d,2\n").doubles("x"));
        assertRefused(
                "homes.csv, line 2, column \"x\" holds \"1.5\", not a whole number between -2147483648 and 2147483647"
                        + WAY_OUT,
                () -> table("x,y\n1.5,2\n").ints("x"));
    }

    @Test
    void whatOnlyJavaCallsANumberIsRefused() {
        for (String text : List.of("NaN", "Infinity", "-Infinity", "0x1p3", "1e999", "1_000", "3f", "e5", ".")) {
            assertRefused(
                    "homes.csv, line 2, column \"x\" holds \"" + text + "\", not a finite decimal number" + WAY_OUT,
                    () -> table("x\n" + text + "\n").doubles("x"));
        }
        assertArrayEquals(
                new double[] {1, -0.5, 5, 2e3, 0.03},
                table("x\n+1\n-.5\n5.\n2E+3\n3e-2\n").doubles("x"));
    }

    @Test
    void aBlankNameIsNoLevel() {
        assertRefused(
                "homes.csv, line 3, column \"county\" holds nothing, not a name" + WAY_OUT,
                () -> table("county,x\nA,1\n\"\",2\n").levels("county"));
    }

    @Test
    void anUnclosedQuoteIsNamedWithItsFile(@TempDir Path directory) throws IOException {
        String text = "county,x\nA,1\n\"B,2\n";
        Path file = Files.writeString(directory.resolve("homes.csv"), text);
        for (Executable reading : List.<Executable>of(() -> table(text), () -> Table.read(file))) {
            String message =
                    assertThrows(IllegalArgumentException.class, reading).getMessage();
            assertTrue(message.startsWith("homes.csv cannot be read as CSV: (startline 3) EOF reached"), message);
            assertTrue(message.endsWith("; close each quoted value, and write \"\" for a quote inside one"), message);
        }
    }

    @Test
    void aDirectoryIsNamed(@TempDir Path directory) {
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> Table.read(directory));
        assertEquals(directory.toAbsolutePath() + " is a directory: name a file in it", e.getMessage());
    }

    @Test
    void whatIsNotUtf8IsRefusedHoweverItIsRead(@TempDir Path directory) throws IOException {
        byte[] latin = "name,x\nA,1\nDo\u00f1a,2\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("homes.csv"), latin);
        for (Executable reading : List.<Executable>of(
                () -> Table.read(file), () -> Table.read(new ByteArrayInputStream(latin), "homes.csv"))) {
            String message =
                    assertThrows(IllegalArgumentException.class, reading).getMessage();
            assertTrue(
                    message.startsWith("homes.csv") && message.endsWith("is not in UTF-8: save it as UTF-8"), message);
        }
    }

    @Test
    void nullsAreNamed() {
        assertEquals(
                "name of the column",
                assertThrows(NullPointerException.class, () -> table("x\n1\n").doubles(null))
                        .getMessage());
    }

    @Test
    void emptyAndRaggedFilesAreRefused() {
        assertRefused("homes.csv is empty: its first line must name the columns", () -> table(""));
        assertRefused("homes.csv names its columns, but has no rows", () -> table("a,b\n"));
        assertRefused("homes.csv has two columns \"a\": rename one of them", () -> table("a,a\n1,2\n"));
        assertRefused(
                "homes.csv, line 3 has 3 values, but 2 columns are named: a, b", () -> table("a,b\n1,2\n1,2,3\n"));
        assertRefused(
                "homes.csv, line 4 has 1 value, but 2 columns are named: a, b", () -> table("# c\na,b\n1,2\n1\n1,2\n"));
    }

    @Test
    void aFileCutInHalfIsNamed(@TempDir Path directory) throws IOException {
        String whole = "county,floor,radon\nAITKIN,1,-0.2\n\"DODGE, MN\",0,1.5\nLYON,0,0.25\n";
        String missing =
                ", line 3 has 2 values, but 3 columns are named: county, floor, radon; it is the last one: the file looks cut"
                        + " off, so copy or download it again";
        Path file = Files.writeString(directory.resolve("homes.csv"), whole.substring(0, whole.indexOf(",1.5")));
        assertRefused("homes.csv" + missing, () -> Table.read(file));
        Path inName = Files.writeString(directory.resolve("homes.csv"), whole.substring(0, whole.indexOf(", MN")));
        String quote = assertThrows(IllegalArgumentException.class, () -> Table.read(inName))
                .getMessage();
        assertTrue(quote.contains("cannot be read as CSV: (startline 3) EOF reached"), quote);
    }

    @Test
    void otherSeparatorsAreNamed() {
        assertRefused(
                "homes.csv has one column, \"floor;radon\", and seems to be separated by semicolons: save it with commas between the"
                        + " values, and points in decimal numbers",
                () -> table("floor;radon\n0;1,5\n"));
        assertRefused(
                "homes.csv has one column, \"floor\tradon\", and seems to be separated by tabs: save it with commas between the"
                        + " values, and points in decimal numbers",
                () -> table("floor\tradon\n0\t1.5\n"));
    }

    @Test
    void windowsLinesAreReadAndWhatSaysMissingIsTold() {
        Table table = table("floor,radon\r\n0,NA\r\n1,n/a\r\n");
        assertArrayEquals(new int[] {0, 1}, table.ints("floor"));
        assertRefused(
                "homes.csv, line 3, column \"radon\" holds \"n/a\", not a finite decimal number, nor empty, NA or NaN, which say that"
                        + " it is missing" + WAY_OUT,
                () -> table.doublesOrMissing("radon"));
    }

    @Test
    void aCellThatKeepsAColumnFromBeingNumbersIsShown() {
        byte[] text = "x,y\n1,2\n3,n/a\n4,5".getBytes(StandardCharsets.UTF_8);
        Data data = Data.of(Table.read(new ByteArrayInputStream(text), "points.csv"));
        assertEquals(
                "column \"y\" holds names, such as \"n/a\" in row 1, not numbers: ask for its strings or levels, or give other data",
                assertThrows(IllegalArgumentException.class, () -> data.doubles("y"))
                        .getMessage());
    }
}
