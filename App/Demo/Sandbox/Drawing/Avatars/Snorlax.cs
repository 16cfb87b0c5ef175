namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Snorlax
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "1E3440";
        var badge = Avatar.Badge(canvas, "F9D9C4", "D98C8C");

        var body = Shape.Blob((14, 276), (24, 206), (72, 150), (128, 140), (184, 150), (232, 206), (242, 276));
        canvas.Fill(body.Edge(8), edge, badge);
        canvas.Fill(body, new Paint("4C8797", "336575"), badge);
        var belly = Shape.Blob((48, 284), (56, 222), (96, 186), (128, 182), (160, 186), (200, 222), (208, 284));
        canvas.Fill(belly, new Paint("FBEBCB", "EBCF9E"), badge);

        Avatar.DrawPair(canvas, Shape.Blob((58, 92), (52, 44), (60, 32), (82, 44), (104, 64)), "4C8797", edge);
        Avatar.FillPair(canvas, Shape.Blob((66, 76), (62, 52), (66, 46), (78, 53), (88, 62)), "2C5766");

        var head = Shape.Blob((128, 46), (174, 56), (206, 96), (208, 138), (180, 172), (128, 182), (76, 172), (48, 138), (50, 96), (82, 56));
        canvas.Draw(head, new Paint("5C9BAB", "3F7787"), edge);
        var face = Shape.Blob((128, 92), (156, 74), (188, 92), (194, 130), (172, 162), (128, 172), (84, 162), (62, 130), (68, 92), (100, 74));
        canvas.Fill(face, new Paint("FFF1D6", "F0D8AB"), head);
        canvas.Fill(Shape.Ellipse(96, 62, 24, 9, -22), new Colour(1, 1, 1, 0.3), head);

        Avatar.FillPair(canvas, Shape.Line(5.5, (80, 114), (94, 119), (110, 114)), edge);
        Avatar.FillPair(canvas, Shape.Ellipse(78, 136, 12, 8), new Colour(0.95, 0.5, 0.45, 0.45), face);
        Avatar.FillPair(canvas, Shape.Ellipse(122, 126, 2.4, 2), edge);
        canvas.Fill(Shape.Line(5, (94, 142), (112, 148), (128, 149), (144, 148), (162, 142)), edge);
        Avatar.DrawPair(canvas, Shape.Polygon((101, 144), (113, 148), (106, 134)), "FFFFFF", edge, 4);

        var paw = Shape.Blob((40, 214), (52, 190), (82, 190), (92, 212), (78, 230), (52, 230));
        Avatar.DrawPair(canvas, paw, new Paint("5593A3", "3F7787"), edge);
        foreach (var x in (double[])[74, 84, 92])
        {
            Avatar.DrawPair(canvas, Shape.Polygon((x - 5, 216 - ((x - 74) * 0.6)), (x + 6, 222 - ((x - 74) * 0.8)), (x + 8, 232 - ((x - 74) * 0.9))),
                "FFFFFF", edge, 3);
        }

        DrawLetterZ(canvas, 214, 84, 14);
        DrawLetterZ(canvas, 216, 62, 10);
    }

    private static void DrawLetterZ(Canvas canvas, double x, double y, double size)
    {
        foreach (var stroke in (Shape[])[
            Shape.Line(4, (x, y), (x + size, y)), Shape.Line(4, (x + size, y), (x, y + size)), Shape.Line(4, (x, y + size), (x + size, y + size))])
        {
            canvas.Fill(stroke, "FFFFFF");
        }
    }
}
