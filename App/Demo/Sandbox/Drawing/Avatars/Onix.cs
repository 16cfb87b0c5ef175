namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Onix
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "33373F";
        var badge = Avatar.Badge(canvas, "FCE0B8", "C58A5C");
        canvas.Fill(Shape.Polygon((0, 216), (60, 176), (110, 206), (170, 168), (256, 210), (256, 256), (0, 256)), new Colour(0.55, 0.34, 0.22, 0.55), badge);

        (double X, double Y, double Size)[] boulders = [(28, 206, 13), (48, 224, 17), (78, 232, 21), (116, 232, 25), (156, 226, 29), (190, 200, 32),
            (196, 156, 34)];
        foreach (var (x, y, size) in boulders)
        {
            DrawBoulder(canvas, badge, edge, x, y, size);
        }

        var horn = Shape.Polygon((112, 64), (140, 60), (98, 2), (94, 8));
        canvas.Draw(horn, new Paint("D5D9DF", "8A909B"), edge);
        canvas.Fill(Shape.Polygon((112, 62), (122, 60), (97, 6)), new Colour(1, 1, 1, 0.35));

        var head = Shape.Polygon((86, 62), (140, 50), (186, 70), (206, 112), (196, 148), (160, 172), (104, 174), (62, 158), (46, 134), (58, 96));
        canvas.Draw(head, new Paint("B9BFC9", "7F8692"), edge, 9);
        canvas.Fill(Shape.Polygon((86, 62), (140, 50), (186, 70), (150, 84), (96, 90), (58, 96)), new Colour(1, 1, 1, 0.28), head);
        canvas.Fill(Shape.Polygon((206, 112), (196, 148), (160, 172), (104, 174), (150, 154), (180, 130)), new Colour(0.1, 0.12, 0.2, 0.22), head);

        DrawEye(canvas, edge, Shape.Polygon((64, 100), (102, 112), (98, 126), (72, 124)), 88, 116);
        DrawEye(canvas, edge, Shape.Polygon((124, 110), (168, 92), (168, 112), (148, 124), (128, 124)), 142, 114);
        canvas.Fill(Shape.Line(5, (60, 142), (86, 152), (124, 152), (164, 142), (180, 130)), edge);
        canvas.Fill(Shape.Line(3, (112, 72), (118, 82), (110, 90)), new Colour(0.2, 0.22, 0.27, 0.6));
        canvas.Fill(Shape.Line(3, (176, 84), (184, 96)), new Colour(0.2, 0.22, 0.27, 0.6));
    }

    private static void DrawBoulder(Canvas canvas, Shape badge, Colour edge, double x, double y, double size)
    {
        var boulder = Shape.Polygon(
            (x - (0.4 * size), y - size), (x + (0.5 * size), y - (0.95 * size)), (x + size, y - (0.3 * size)), (x + (0.95 * size), y + (0.5 * size)),
            (x + (0.35 * size), y + size), (x - (0.55 * size), y + (0.9 * size)), (x - size, y + (0.3 * size)), (x - (0.9 * size), y - (0.5 * size)));
        canvas.Fill(boulder.Edge(8), edge, badge);
        canvas.Fill(boulder, new Paint("B4BAC4", "767D89"), badge);
        canvas.Fill(
            Shape.Polygon((x - (0.4 * size), y - size), (x + (0.5 * size), y - (0.95 * size)), (x + (0.1 * size), y - (0.4 * size)),
                (x - (0.9 * size), y - (0.5 * size))),
            new Colour(1, 1, 1, 0.3), badge);
    }

    private static void DrawEye(Canvas canvas, Colour edge, Shape eye, double pupilX, double pupilY)
    {
        canvas.Draw(eye, "FFFFFF", edge, 6);
        canvas.Fill(Shape.Circle(pupilX, pupilY, 6), edge, eye);
    }
}
