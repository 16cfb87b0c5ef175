namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Pikachu
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "4A3426";
        var badge = Avatar.Badge(canvas, "8FD3F5", "4C9FD8");
        var tail = Shape.Polygon((176, 216), (196, 176), (184, 168), (206, 138), (192, 128), (236, 84), (244, 122), (220, 134), (228, 150), (204, 170),
            (214, 182), (190, 222));
        canvas.Draw(tail, new Paint("FFE25A", "C98A2B"), edge);

        var ear = Shape.Blob((84, 112), (58, 78), (40, 26), (46, 18), (66, 34), (96, 70), (112, 104));
        Avatar.DrawPair(canvas, ear, "FFDC4A", edge);
        Avatar.FillPair(canvas, Shape.Polygon((30, 8), (66, 8), (80, 46), (44, 62)), edge, ear.With(ear.Mirrored()));

        var body = Shape.Blob((72, 268), (80, 206), (128, 186), (176, 206), (184, 268));
        canvas.Fill(body.Edge(7), edge, badge);
        canvas.Fill(body, new Paint("FFD83E", "F2B72E"), badge);
        Avatar.FillPair(canvas, Shape.Line(6, (96, 226), (90, 240), (92, 254)), edge, badge);

        var head = Shape.Blob((128, 84), (176, 96), (204, 136), (200, 182), (168, 208), (128, 214), (88, 208), (56, 182), (52, 136), (80, 96));
        canvas.Draw(head, new Paint("FFE568", "FFCE38"), edge);
        canvas.Fill(Shape.Ellipse(128, 222, 92, 26), new Colour(0.85, 0.5, 0.05, 0.22), head);
        canvas.Fill(Shape.Ellipse(104, 104, 30, 12, -14), new Colour(1, 1, 1, 0.35), head);

        Avatar.FillPair(canvas, Shape.Circle(68, 176, 20), new Paint("F4674F", "DD4236"), head);
        Avatar.Eyes(canvas, 92, 144, 14, 17, "5B4233", "2B211C");
        canvas.Fill(Shape.Ellipse(128, 162, 5, 3.6), edge);
        canvas.Fill(Shape.Blob((112, 179), (128, 183), (144, 179), (138, 196), (128, 200), (118, 196)), "A8352F");
        canvas.Fill(Shape.Ellipse(128, 194, 9, 6), "F28B82");
        canvas.Fill(Shape.Line(4.5, (106, 176), (116, 182), (128, 174), (140, 182), (150, 176)), edge);
    }
}
