namespace ConnectionsConsole.App.Demo.Sandbox.Drawing;

/// <summary>A transparent square that shapes are painted on, one over the other, with smooth edges.</summary>
internal sealed class Canvas
{
    public const int Size = 256;

    private const int RowsPerPixel = 8;

    // Premultiplied red, green, blue and alpha of each pixel.
    private readonly double[] _pixels = new double[Size * Size * 4];

    /// <summary>Fills the shape, as far as it lies inside <paramref name="within"/> where that is given.</summary>
    public void Fill(Shape shape, Paint paint, Shape? within = null)
    {
        var coverage = Coverage(shape);
        var limit = within is null ? null : Coverage(within);
        var top = shape.Contours.Min(contour => contour.Min(dot => dot.Y));
        var bottom = shape.Contours.Max(contour => contour.Max(dot => dot.Y));
        for (var i = 0; i < coverage.Length; i++)
        {
            var share = coverage[i] * (limit?[i] ?? 1);
            if (share > 0)
            {
                var depth = bottom > top ? Math.Clamp(((i / Size) + 0.5 - top) / (bottom - top), 0, 1) : 0;
                Blend(i * 4, Colour.Mix(paint.Top, paint.Bottom, depth), share);
            }
        }
    }

    /// <summary>Fills the shape and draws its edge behind the filling.</summary>
    public void Draw(Shape shape, Paint paint, Colour edge, double edgeWidth = 7)
    {
        Fill(shape.Edge(edgeWidth), edge);
        Fill(shape, paint);
    }

    /// <summary>Four bytes for each pixel, row by row from the top: red, green, blue, alpha.</summary>
    public byte[] ToRgba()
    {
        var bytes = new byte[_pixels.Length];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            var alpha = _pixels[i + 3];
            for (var part = 0; part < 3 && alpha > 0; part++)
            {
                bytes[i + part] = ToByte(_pixels[i + part] / alpha);
            }

            bytes[i + 3] = ToByte(alpha);
        }

        return bytes;
    }

    private static byte ToByte(double part) => (byte)((Math.Clamp(part, 0, 1) * 255) + 0.5);

    private void Blend(int at, Colour colour, double share)
    {
        var alpha = colour.Alpha * share;
        _pixels[at] = (colour.Red * alpha) + (_pixels[at] * (1 - alpha));
        _pixels[at + 1] = (colour.Green * alpha) + (_pixels[at + 1] * (1 - alpha));
        _pixels[at + 2] = (colour.Blue * alpha) + (_pixels[at + 2] * (1 - alpha));
        _pixels[at + 3] = alpha + (_pixels[at + 3] * (1 - alpha));
    }

    /// <summary>How much of each pixel the shape covers: exact along a row, from several rows for each pixel.</summary>
    private static double[] Coverage(Shape shape)
    {
        var coverage = new double[Size * Size];
        var crossings = new List<(double X, int Direction)>[Size * RowsPerPixel];
        foreach (var contour in shape.Contours)
        {
            for (var i = 0; i < contour.Count; i++)
            {
                AddCrossings(crossings, contour[i], contour[(i + 1) % contour.Count]);
            }
        }

        for (var row = 0; row < crossings.Length; row++)
        {
            if (crossings[row] is not { } line)
            {
                continue;
            }

            line.Sort();
            var winding = 0;
            for (var i = 0; i < line.Count - 1; i++)
            {
                winding += line[i].Direction;
                if (winding != 0)
                {
                    AddSpan(coverage.AsSpan(row / RowsPerPixel * Size, Size), line[i].X, line[i + 1].X);
                }
            }
        }

        return coverage;
    }

    private static void AddCrossings(List<(double X, int Direction)>?[] crossings, Dot from, Dot to)
    {
        if (from.Y == to.Y)
        {
            return;
        }

        var direction = from.Y < to.Y ? 1 : -1;
        var (upper, lower) = from.Y < to.Y ? (from, to) : (to, from);
        var first = Math.Max(0, (int)Math.Ceiling((upper.Y * RowsPerPixel) - 0.5));
        var last = Math.Min(crossings.Length - 1, (int)Math.Ceiling((lower.Y * RowsPerPixel) - 0.5) - 1);
        for (var row = first; row <= last; row++)
        {
            var y = (row + 0.5) / RowsPerPixel;
            (crossings[row] ??= []).Add((upper.X + ((y - upper.Y) / (lower.Y - upper.Y) * (lower.X - upper.X)), direction));
        }
    }

    private static void AddSpan(Span<double> row, double from, double to)
    {
        from = Math.Clamp(from, 0, Size);
        to = Math.Clamp(to, 0, Size);
        for (var pixel = (int)from; pixel < to; pixel++)
        {
            row[pixel] += (Math.Min(to, pixel + 1) - Math.Max(from, pixel)) / RowsPerPixel;
        }
    }
}
